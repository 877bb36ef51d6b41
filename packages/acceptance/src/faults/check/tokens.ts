import type { FinalState, Violation } from '../contract.ts';
import type { LoadOperation } from '../history/operation.ts';
import { numbersOf } from './rows.ts';
import { checkWriteOnce } from './write-once.ts';

/** Each acknowledged insert is there exactly once, each other one at most once, and refused ones are not. */
export function checkTokens(operations: readonly LoadOperation[], state: FinalState): Violation[] {
  const inserts = operations.filter((op) => op.about === 'token');
  const opsOf = Map.groupBy(inserts, ({ id }) => id);
  const rowsOf = Map.groupBy(numbersOf(state, 'faults_tokens', 'token'), (token) => token);
  const ids = new Set([...opsOf.keys(), ...rowsOf.keys()]);
  return [...ids].flatMap((id) => {
    const ops = opsOf.get(id) ?? [];
    return (
      checkWriteOnce({
        subject: `token ${id}`,
        claims: ops.filter((op) => op.kind === 'write').map((op) => ({ op, value: id })),
        sights: ops
          .filter((op) => op.kind === 'read')
          .map((op) => ({ op, values: Array.from({ length: op.rows }, () => id) })),
        final: rowsOf.get(id) ?? [],
      }) ?? []
    );
  });
}
