import type { LoadRead, LoadWrite } from '../../../../src/faults/history/operation.ts';

/** When a request began and ended. */
export type Span = readonly [startedAt: number, endedAt: number];

export type Ending = 'ok' | 'refused' | 'not done' | 'unknown';

const STATUS: Record<Ending, number> = { ok: 200, refused: 409, 'not done': 503, unknown: 504 };

const common = ([startedAt, endedAt]: Span, ending: Ending) => ({
  client: 0,
  startedAt,
  endedAt,
  outcome: ending === 'refused' || ending === 'not done' ? ('failed' as const) : ending,
  status: STATUS[ending],
  detail: undefined,
  offset: undefined,
});

/** A write, of which the checks of one row look at times and outcome only. */
export function write(span: Span, ending: Ending = 'ok'): LoadWrite {
  return { ...common(span, ending), kind: 'write', about: 'token', id: 0 };
}

/** A read, of which the checks of one row look at times, client and consistency only. */
export function read(span: Span, over: Partial<Pick<LoadRead, 'client' | 'consistency'>> = {}): LoadRead {
  return {
    ...common(span, 'ok'),
    kind: 'read',
    consistency: 'session',
    about: 'token',
    id: 0,
    rows: 0,
    ...over,
  };
}
