import { randomBytes } from 'node:crypto';
import type { Answer, Message } from './http.ts';
import type { Service } from './service.ts';

export type Row = Record<string, unknown>;

/** People with a key from the log, a unique name and an age that may be unknown. */
export const PEOPLE = {
  columns: [
    { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
    { name: 'name', type: 'text', notNull: true, unique: true },
    { name: 'age', type: 'integer' },
  ],
};

/** A table name that no other test has. */
export function freshTable(): string {
  return `t_${randomBytes(8).toString('hex')}`;
}

export function defineTable(dbaas: Service, table: string, definition: unknown): Promise<Answer> {
  return dbaas.put(`/api/v1/db/tables/${table}`, definition);
}

/** The name of a new table. @throws Error unless it was made. */
export async function newTable(dbaas: Service, definition: unknown = PEOPLE): Promise<string> {
  const table = freshTable();
  const answer = await defineTable(dbaas, table, definition);
  if (answer.status !== 200) throw new Error(`PUT table: ${answer.status} ${answer.text.slice(0, 500)}`);
  return table;
}

export function write(dbaas: Service, body: unknown, message?: Message): Promise<Answer> {
  return dbaas.post('/api/v1/db/write', body, message);
}

export function read(dbaas: Service, body: unknown): Promise<Answer> {
  return dbaas.post('/api/v1/db/read', body);
}

/** Rows that a read gives. @throws Error unless it is answered. */
export async function rows(dbaas: Service, body: unknown): Promise<Row[]> {
  const answer = await read(dbaas, body);
  if (answer.status !== 200) throw new Error(`read: ${answer.status} ${answer.text.slice(0, 500)}`);
  return answer.json as Row[];
}

/** Number of rows in a table. */
export async function countRows(dbaas: Service, table: string): Promise<number> {
  const [row] = await rows(dbaas, { table, columns: 'count' });
  return Number(row?.['count']);
}
