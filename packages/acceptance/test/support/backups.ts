import { createWriteStream } from 'node:fs';
import http from 'node:http';
import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import Database from 'better-sqlite3';
import { rows, type Row } from './tables.ts';
import type { Service } from './service.ts';

/** All rows by table, each as JSON, in an order that depends on nothing but them. */
export type Contents = Record<string, string[]>;

/** Saves a backup. @throws Error unless it comes whole. */
export async function saveBackup({ url, headers }: Service, file: string): Promise<void> {
  const request = http.get(`${url}/api/v1/db/backup`, { headers });
  const [response] = (await once(request, 'response')) as [http.IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`GET backup: ${String(response.statusCode)}`);
  await pipeline(response, createWriteStream(file));
}

/** Opens a backup as anybody with SQLite could. */
export function openBackup(file: string): Database.Database {
  return new Database(file, { readonly: true, fileMustExist: true });
}

/** What a backup holds. */
export function contentsOf(file: string): Contents {
  const db = openBackup(file);
  try {
    const tables = db
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB '_*'")
      .pluck()
      .all()
      .filter((name) => !name.startsWith('sqlite_'));
    const all = (table: string) => db.prepare<[], Row>(`SELECT * FROM "${table}"`).all();
    return Object.fromEntries(tables.map((table) => [table, sorted(all(table))]));
  } finally {
    db.close();
  }
}

/** What a running database answers. */
export async function servedContents(dbaas: Service): Promise<Contents> {
  const { json } = await dbaas.get('/api/v1/db/tables');
  const contents: Contents = {};
  for (const { table } of json as { table: string }[]) contents[table] = sorted(await rows(dbaas, { table }));
  return contents;
}

function sorted(found: Row[]): string[] {
  return found.map((row) => JSON.stringify(row)).sort();
}
