import { hashTables, type TableHashes } from '@rideshare/worker';
import Database from 'better-sqlite3';
import { join } from 'node:path';
import type { FinalState, Value, Violation } from '../contract.ts';
import type { Arena } from '../system/arena.ts';
import { outwait } from '../system/well.ts';

const PATIENCE_MS = 30_000;

/** The databases of the workers that run. */
export async function copyFiles(arena: Arena): Promise<string[]> {
  const workers = await arena.workers();
  return workers.map(({ id }) => join(arena.system.workersDir, id, 'data', 'copy.db'));
}

/** Waits until all copies stand at one offset, and compares them table by table. */
export async function compareCopies(files: readonly string[]): Promise<Violation[]> {
  let hashes: TableHashes[] = [];
  const apart = await outwait(() => {
    hashes = files.map((file) => hashTables(file));
    const offsets = new Set(hashes.map(({ offset }) => offset));
    return Promise.resolve(offsets.size > 1 ? [...offsets].join(', ') : undefined);
  }, PATIENCE_MS);
  if (apart !== undefined) {
    return [violation('restless', `The copies do not come to one offset, but stand at ${apart}.`)];
  }
  const [first, ...others] = hashes;
  const tables = new Set(hashes.flatMap((each) => Object.keys(each.tables)));
  return [...tables]
    .filter((table) => others.some((other) => other.tables[table] !== first?.tables[table]))
    .map((table) =>
      violation('divergent', `At offset ${first?.offset ?? -1} the copies differ in ${table}.`),
    );
}

/** Whether SQLite finds each copy sound, and every reference in it leading somewhere. */
export function examineCopy(file: string): Violation[] {
  return withCopy(file, (db) => {
    const checks = [
      ...db
        .prepare<[], string>('PRAGMA quick_check')
        .pluck()
        .all()
        .filter((line) => line !== 'ok'),
      ...db
        .prepare('PRAGMA foreign_key_check')
        .all()
        .map((row) => JSON.stringify(row)),
    ];
    return checks.map((line) => violation('divergent', `${file} is damaged: ${line}`));
  });
}

/** All that clients can see of a copy. */
export function readFinalState(file: string): FinalState {
  return withCopy(file, (db) => {
    const names = db.prepare<[], string>('SELECT name FROM _tables').pluck().all();
    const rows = (name: string) => db.prepare<[], Record<string, Value>>(`SELECT * FROM "${name}"`).all();
    return { tables: Object.fromEntries(names.map((name) => [name, rows(name)])) };
  });
}

function withCopy<T>(file: string, look: (db: Database.Database) => T): T {
  const db = new Database(file, { readonly: true });
  try {
    return look(db);
  } finally {
    db.close();
  }
}

function violation(kind: Violation['kind'], message: string): Violation {
  return { kind, message, ops: [] };
}
