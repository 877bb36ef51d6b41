import type { FinalState, Violation } from '../contract.ts';
import type { LoadOperation } from '../history/operation.ts';
import { rowsOf } from './rows.ts';
import { checkWriteOnce } from './write-once.ts';

/** Each unique name has one owner at most: who was told so. */
export function checkNames(operations: readonly LoadOperation[], state: FinalState): Violation[] {
  const opsOf = Map.groupBy(
    operations.filter((op) => op.about === 'name'),
    ({ name }) => name,
  );
  const ownersOf = Map.groupBy(rowsOf(state, 'faults_names'), (row) => String(row['name']));
  const names = new Set([...opsOf.keys(), ...ownersOf.keys()]);
  return [...names].flatMap((name) => {
    const ops = opsOf.get(name) ?? [];
    return (
      checkWriteOnce({
        subject: name,
        claims: ops.filter((op) => op.kind === 'write').map((op) => ({ op, value: op.id })),
        sights: ops.filter((op) => op.kind === 'read').map((op) => ({ op, values: op.owners })),
        final: (ownersOf.get(name) ?? []).map(({ owner }) => Number(owner)),
      }) ?? []
    );
  });
}
