import type { FinalState, Violation } from '../contract.ts';
import type { LoadOperation } from '../history/operation.ts';
import { rowsOf } from './rows.ts';
import { checkWriteOnce } from './write-once.ts';

/** Each user is there who was told so, and once. */
export function checkUsers(operations: readonly LoadOperation[], state: FinalState): Violation[] {
  const opsOf = Map.groupBy(
    operations.filter((op) => op.about === 'user'),
    ({ username }) => username,
  );
  const rowsByName = Map.groupBy(rowsOf(state, 'users'), ({ username }) => String(username));
  return [...new Set([...opsOf.keys(), ...rowsByName.keys()])].flatMap((username) => {
    const ops = opsOf.get(username) ?? [];
    const claims = ops.filter((op) => op.kind === 'write').map((op) => ({ op, value: username }));
    const sights = ops
      .filter((op) => op.kind === 'read')
      .map((op) => ({ op, values: op.present ? [username] : [] }));
    const final = (rowsByName.get(username) ?? []).map(() => username);
    return checkWriteOnce({ subject: `user ${username}`, claims, sights, final }) ?? [];
  });
}
