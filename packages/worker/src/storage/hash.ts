import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';
import { openReader } from './connection.ts';
import { PositionStore } from './position.ts';
import { rowTexts } from './row-text.ts';

export interface TableHashes {
  /** Of the last entry that the hashed copy had applied. */
  offset: number;
  /** SHA-256 in hex by table: the users' tables and `_state`, `_requests`, `_tables`. */
  tables: Record<string, string>;
}

const INTERNAL_TABLES = ['_requests', '_state', '_tables'];

/** Text that is gathered before it is hashed: a call for each row would cost more than the hashing. */
const CHUNK_LENGTH = 64 * 1024;

/**
 * Hashes all that a copy holds, as of one moment, whether or not it is being written. Copies of one log have
 * equal hashes at equal offsets: rows, row ids, counters of AUTOINCREMENT and remembered requests alike.
 */
export function hashTables(file: string): TableHashes {
  const db = openReader(file);
  try {
    return db.transaction(() => ({ offset: new PositionStore(db).load().offset, tables: tableHashes(db) }))();
  } finally {
    db.close();
  }
}

/** One SHA-256, in hex, over everything that `hashTables` covers. Within the transaction of the caller. */
export function hashCopy(db: Connection): string {
  const lines = Object.entries(tableHashes(db)).map(([table, hash]) => `${table} ${hash}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}

/** In an order that depends on the names of the tables alone. */
function tableHashes(db: Connection): Record<string, string> {
  const users = db.prepare<[], string>('SELECT name FROM _tables ORDER BY name COLLATE BINARY').pluck().all();
  return Object.fromEntries([...INTERNAL_TABLES, ...users].map((table) => [table, hashTable(db, table)]));
}

function hashTable(db: Connection, table: string): string {
  const hash = createHash('sha256').update(`${counterOf(db, table)};`);
  let chunk = '';
  for (const text of rowTexts(db, table)) {
    chunk += text;
    if (chunk.length < CHUNK_LENGTH) continue;
    hash.update(chunk);
    chunk = '';
  }
  return hash.update(chunk).digest('hex');
}

/** The last row id that AUTOINCREMENT gave in this table; -1 when it has given none. */
function counterOf(db: Connection, table: string): bigint {
  const exists = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'").get();
  if (!exists) return -1n;
  const select = db.prepare<[string], bigint>('SELECT seq FROM sqlite_sequence WHERE name = ?');
  return select.pluck().safeIntegers().get(table) ?? -1n;
}
