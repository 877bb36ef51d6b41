import type { Consistency } from '../history/operation.ts';
import type { Board } from './board.ts';
import type { Client } from './client.ts';

const table = 'faults_names';
const MAX_RIVALS = 3;

/** Several claims of one new name at the same time. */
export async function claimName(client: Client, board: Board): Promise<void> {
  const name = `name-${board.nextId()}`;
  const rivals = Array.from({ length: client.random.integer(1, MAX_RIVALS) }, () => board.nextId());
  board.names.add(name);
  await Promise.all(
    rivals.map((id) => client.write({ table, insert: { name, owner: id } }, { about: 'name', id, name })),
  );
}

export async function readName(client: Client, board: Board, consistency: Consistency): Promise<void> {
  if (board.names.items.length === 0) return;
  const name = client.random.pick(board.names.items);
  await client.read({ table, columns: ['owner'], where: { name } }, consistency, (rows) => ({
    about: 'name',
    name,
    owners: rows.map(({ owner }) => Number(owner)),
  }));
}
