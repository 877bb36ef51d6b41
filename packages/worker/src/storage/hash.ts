import { createHash, type Hash } from 'node:crypto';
import type { TableDefinition } from '@rideshare/dbaas';
import { openReader, type Connection } from './connection.ts';
import { PositionStore } from './position.ts';

export interface TableHashes {
  /** Of the last entry that the hashed copy had applied. */
  offset: number;
  /** SHA-256 in hex by table: the users' tables and `_state`, `_requests`, `_tables`. */
  tables: Record<string, string>;
}

type Cell = string | bigint | number | Buffer | null;

/**
 * Hashes all that a copy holds, as of one moment, whether or not it is being written. Copies of one log have
 * equal hashes at equal offsets: rows, row ids, counters of AUTOINCREMENT and remembered requests alike.
 */
export function hashTables(file: string): TableHashes {
  const db = openReader(file);
  try {
    return db.transaction(() => ({ offset: new PositionStore(db).load().offset, tables: hashAll(db) }))();
  } finally {
    db.close();
  }
}

function hashAll(db: Connection): Record<string, string> {
  const rows = db.prepare<[], { name: string; definition: string }>(
    'SELECT name, definition FROM _tables ORDER BY name COLLATE BINARY',
  );
  const hashes = new Map<string, string>();
  for (const name of ['_requests', '_state', '_tables']) {
    hashes.set(name, hashRows(db, name, createHash('sha256')));
  }
  for (const { name, definition } of rows.all()) {
    const hash = createHash('sha256');
    const { columns } = JSON.parse(definition) as TableDefinition;
    if (columns.some((column) => column.autoIncrement)) update(hash, counterOf(db, name));
    hashes.set(name, hashRows(db, name, hash));
  }
  return Object.fromEntries(hashes);
}

function counterOf(db: Connection, table: string): Cell {
  const select = db.prepare<[string], bigint>('SELECT seq FROM sqlite_sequence WHERE name = ?');
  return select.pluck().safeIntegers().get(table) ?? null;
}

function hashRows(db: Connection, table: string, hash: Hash): string {
  const select = db.prepare<[], Cell[]>(`SELECT rowid, * FROM "${table}" ORDER BY rowid`);
  for (const row of select.raw().safeIntegers().iterate()) {
    for (const cell of row) update(hash, cell);
  }
  return hash.digest('hex');
}

/** Type and length go before the bytes, so different rows can never feed the hash the same. */
function update(hash: Hash, cell: Cell): void {
  const bytes = Buffer.isBuffer(cell) ? cell : Buffer.from(String(cell));
  hash.update(`${cell === null ? 'null' : typeof cell}:${bytes.length}:`).update(bytes);
}
