import type { Consistency } from '../history/operation.ts';
import type { Board } from './board.ts';
import type { Client } from './client.ts';

const table = 'faults_tokens';

export async function insertToken(client: Client, board: Board): Promise<void> {
  const id = board.nextId();
  const { outcome } = await client.write({ table, insert: { token: id } }, { about: 'token', id });
  if (outcome === 'ok' || client.random.next() < 0.1) board.tokens.add(id);
}

export async function readToken(client: Client, board: Board, consistency: Consistency): Promise<void> {
  if (board.tokens.items.length === 0) return;
  const id = client.random.pick(board.tokens.items);
  await client.read({ table, columns: ['id'], where: { token: id } }, consistency, (rows) => ({
    about: 'token',
    id,
    rows: rows.length,
  }));
}
