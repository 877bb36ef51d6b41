import type { Sender } from './client.ts';
import { TABLES, type LoadTable } from './tables.ts';

/** Makes the tables of the load and fills them. @throws Error when the database refuses, or has had a load before */
export async function prepareTables(dbaas: Sender): Promise<void> {
  for (const [table, { definition, rows }] of Object.entries<LoadTable>(TABLES)) {
    await demand(dbaas, 'PUT', `/api/v1/db/tables/${table}`, definition);
    if (rows.length > 0) await demand(dbaas, 'POST', '/api/v1/db/write', { table, insert: rows });
  }
}

async function demand(dbaas: Sender, method: 'PUT' | 'POST', path: string, json: object): Promise<void> {
  const { status, body } = await dbaas.send({ method, path, json });
  if (status !== 200) throw new Error(`${method} ${path} was answered ${status} ${body}`);
}
