import type { Violation } from '../contract.ts';
import type { LoadRead } from '../history/operation.ts';
import { violation } from './violation.ts';

export interface Progress {
  op: LoadRead;
  /** Grows with every change of what was read. */
  version: number;
}

/** The first read that saw less than another one that was answered before it began, whoever asked for what consistency. */
export function checkMonotonic(subject: string, reads: readonly Progress[]): Violation | undefined {
  const byEnd = [...reads].sort((a, b) => a.op.endedAt - b.op.endedAt);
  const byStart = [...reads].sort((a, b) => a.op.startedAt - b.op.startedAt);
  let furthest: Progress | undefined;
  let ended = 0;
  for (const read of byStart) {
    for (let next = byEnd[ended]; next && next.op.endedAt < read.op.startedAt; next = byEnd[++ended])
      if (!furthest || next.version > furthest.version) furthest = next;
    if (furthest && furthest.version > read.version) {
      const message = `${subject} went back from version ${furthest.version} to ${read.version}`;
      return violation('staleRead', message, [furthest.op, read.op]);
    }
  }
  return undefined;
}
