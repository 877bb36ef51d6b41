import type { FinalState, Violation } from '../contract.ts';
import type { LoadOperation } from '../history/operation.ts';
import { refused } from './facts.ts';
import { checkMonotonic } from './monotonic.ts';
import { rowsOf } from './rows.ts';
import { checkChain } from './version-chain.ts';
import { violation } from './violation.ts';

/** Each register is linearizable for session reads, and no read of it goes back. */
export function checkRegisters(operations: readonly LoadOperation[], state: FinalState): Violation[] {
  const opsOf = Map.groupBy(
    operations.filter((op) => op.about === 'register'),
    ({ register }) => register,
  );
  const rowOf = new Map(rowsOf(state, 'faults_registers').map((row) => [Number(row['key']), row]));
  return [...opsOf].flatMap(([register, ops]) => {
    const subject = `register ${register}`;
    const row = rowOf.get(register);
    if (!row) return violation('lost', `${subject} is gone`, []);
    const changes = ops.filter((op) => op.kind === 'write').map((op) => ({ op, ...op }));
    const sights = ops.filter((op) => op.kind === 'read').map((op) => ({ op, seen: op.seen }));
    const final = { version: Number(row['version']), by: Number(row['changed_by']) };
    const refusals = changes.filter(({ op }) => refused(op));
    return (
      checkChain({ subject, changes, refusals, sights, final }) ??
      checkMonotonic(
        subject,
        sights.map(({ op, seen }) => ({ op, version: seen.version })),
      ) ??
      []
    );
  });
}
