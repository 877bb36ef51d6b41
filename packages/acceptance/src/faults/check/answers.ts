import type { Violation } from '../contract.ts';
import type { LoadOperation } from '../history/operation.ts';
import type { LoadHistory } from '../history/recorder.ts';
import { violation } from './violation.ts';

/** What a well-formed request may be answered when something has failed; 0 is no answer. */
const EXCUSED = new Set([0, 502, 503, 504]);

/** Requests of these are refused when somebody else was faster. */
const REFUSALS: Partial<Record<LoadOperation['about'], number>> = {
  name: 409,
  register: 409,
  account: 409,
  user: 400,
  join: 400,
};

/** Every request is well-formed: one example of each answer that none of them should get. */
export function checkAnswers({ operations }: LoadHistory): Violation[] {
  const examples = new Map<string, Violation>();
  for (const op of operations) {
    const { about, kind, status, detail } = op;
    if (op.outcome === 'ok' || EXCUSED.has(status)) continue;
    if (kind === 'write' && REFUSALS[about] === status) continue;
    const answer = `${status} ${detail ?? ''}`;
    const message = `a ${kind} was answered ${answer}`;
    if (!examples.has(answer)) examples.set(answer, violation('unexpected', message, [op]));
  }
  return [...examples.values()];
}

/** A repeated `Idempotency-Key` gets the first outcome. */
export function checkRepetitions({ contradictions }: LoadHistory): Violation[] {
  return contradictions.map(({ op, first, again }) =>
    violation('duplicated', `a request was answered ${first}, and then ${again}`, [op]),
  );
}
