import type { Board } from './board.ts';
import type { Client } from './client.ts';
import { CELLS } from './tables.ts';

const table = 'faults_cells';

export async function writeCell(client: Client, board: Board): Promise<void> {
  const id = board.nextId();
  const cell = client.random.integer(0, CELLS - 1);
  await client.write({ table, update: { value: id }, where: { key: cell } }, { about: 'cell', id, cell });
}

/** Only as session reads: what an eventual one may see depends on nothing that a client knows. */
export async function readCell(client: Client): Promise<void> {
  const cell = client.random.integer(0, CELLS - 1);
  await client.read({ table, columns: ['value'], where: { key: cell } }, 'session', ([row]) => ({
    about: 'cell',
    cell,
    value: Number(row?.['value'] ?? -1),
  }));
}
