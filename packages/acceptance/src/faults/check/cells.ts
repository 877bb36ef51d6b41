import type { FinalState, Violation } from '../contract.ts';
import type { LoadOperation } from '../history/operation.ts';
import { rowsOf } from './rows.ts';
import { checkValues } from './value-zones.ts';
import { violation } from './violation.ts';

/** Each cell is linearizable, though it is set without a condition. */
export function checkCells(operations: readonly LoadOperation[], state: FinalState): Violation[] {
  const opsOf = Map.groupBy(
    operations.filter((op) => op.about === 'cell'),
    ({ cell }) => cell,
  );
  const valueOf = new Map(
    rowsOf(state, 'faults_cells').map(({ key, value }) => [Number(key), Number(value)]),
  );
  return [...opsOf].flatMap(([cell, ops]) => {
    const subject = `cell ${cell}`;
    const final = valueOf.get(cell);
    if (final === undefined) return violation('lost', `${subject} is gone`, []);
    const writes = ops.filter((op) => op.kind === 'write').map((op) => ({ op, value: op.id }));
    const reads = ops.filter((op) => op.kind === 'read').map((op) => ({ op, value: op.value }));
    return checkValues({ subject, writes, reads, initial: 0, final }) ?? [];
  });
}
