import type { Violation } from '../contract.ts';
import type { DirectWrite, LoadOperation } from '../history/operation.ts';
import { precedes } from './facts.ts';
import { violation } from './violation.ts';

/**
 * The offsets that acknowledged writes were given are places in one log: no two the same, and a write that was
 * acknowledged before another one began has the smaller one.
 */
export function checkLogOrder(operations: readonly LoadOperation[]): Violation[] {
  const placed = operations
    .filter((op): op is DirectWrite & { offset: number } => op.kind === 'write' && op.offset !== undefined)
    .sort((a, b) => a.offset - b.offset);
  let latest: (typeof placed)[number] | undefined;
  let last: (typeof placed)[number] | undefined;
  for (const op of placed) {
    if (last?.offset === op.offset)
      return [
        violation('lost', `two writes were acknowledged at offset ${op.offset} of the log`, [last, op]),
      ];
    if (latest && precedes(op, latest)) {
      const message = `offset ${op.offset} was acknowledged before the write at ${latest.offset} began`;
      return [violation('lost', message, [op, latest])];
    }
    if (!latest || op.startedAt > latest.startedAt) latest = op;
    last = op;
  }
  return [];
}
