import type { Violation } from '../contract.ts';
import type { LoadRead } from '../history/operation.ts';
import { precedes } from './facts.ts';
import { violation } from './violation.ts';

export interface Progress {
  op: LoadRead;
  /** Grows with every change of what was read. */
  version: number;
}

/** The first read in which a client saw less than it had seen before, whatever consistency it asked for. */
export function checkMonotonic(subject: string, reads: readonly Progress[]): Violation | undefined {
  const furthest = new Map<number, Progress>();
  for (const read of [...reads].sort((a, b) => a.op.startedAt - b.op.startedAt)) {
    const before = furthest.get(read.op.client);
    if (before && before.version > read.version && precedes(before.op, read.op)) {
      const message = `${subject} went back from version ${before.version} to ${read.version} for one client`;
      return violation('staleRead', message, [before.op, read.op]);
    }
    if (!before || read.version > before.version) furthest.set(read.op.client, read);
  }
  return undefined;
}
