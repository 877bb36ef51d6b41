import type { Answer } from '../../src/browser/answer.ts';

function readiness(status: number, ready: boolean, dependencies: Record<string, string>): Answer {
  return { kind: 'answered', status, body: { ready, dependencies } };
}

/** What a service can come to, as its `/readyz` or what stands in its place answers. */
export const answers = {
  ready: readiness(200, true, { database: 'ok: answers', tables: 'ok: declared' }),
  starting: readiness(503, false, { database: 'ok: answers', tables: 'failed: not declared yet' }),
  cutOff: readiness(503, false, { database: 'failed: does not answer', tables: 'ok: declared' }),
  cutOffFromTheStart: readiness(503, false, {
    database: 'failed: does not answer',
    tables: 'failed: not declared yet',
  }),
  stopping: readiness(503, false, { database: 'ok: answers', tables: 'ok: declared' }),
  badGateway: { kind: 'answered', status: 502, body: { title: 'Bad Gateway', status: 502 } },
  page: { kind: 'answered', status: 503, body: undefined },
  late: { kind: 'late' },
  unreachable: { kind: 'unreachable' },
} as const satisfies Record<string, Answer>;
