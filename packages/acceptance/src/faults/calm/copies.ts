import { hashTables, type TableHashes } from '@rideshare/worker';
import Database from 'better-sqlite3';
import type { FinalState, Value, Violation } from '../contract.ts';
import { outwait } from '../system/well.ts';

const PATIENCE_MS = 30_000;

/** Waits until all copies stand at one offset. @returns where they stand when they do not come to one */
export function awaitOneOffset(files: readonly string[]): Promise<string | undefined> {
  return outwait(() => Promise.resolve(apart(files.map(offsetOf))), PATIENCE_MS);
}

/** Waits until all copies stand at one offset, and compares them there table by table. */
export async function compareCopies(files: readonly string[]): Promise<Violation[]> {
  let hashes: TableHashes[] = [];
  // A checkpoint in the log may move one while another is read.
  const offsets = await outwait(() => {
    hashes = files.map((file) => hashTables(file));
    return Promise.resolve(apart(hashes.map(({ offset }) => offset)));
  }, PATIENCE_MS);
  if (offsets !== undefined) {
    return [violation('restless', `The copies stand at different offsets: ${offsets}.`)];
  }
  const [first, ...others] = hashes;
  const tables = new Set(hashes.flatMap((each) => Object.keys(each.tables)));
  return [...tables]
    .filter((table) => others.some((other) => other.tables[table] !== first?.tables[table]))
    .map((table) =>
      violation('divergent', `At offset ${first?.offset ?? -1} the copies differ in ${table}.`),
    );
}

/** The offsets, when there is more than one. */
function apart(offsets: readonly number[]): string | undefined {
  const different = [...new Set(offsets)];
  return different.length > 1 ? different.join(', ') : undefined;
}

function offsetOf(file: string): number {
  return withCopy(file, (db) => db.prepare<[], number>('SELECT "offset" FROM _state').pluck().get() ?? -1);
}

/** Whether SQLite finds a copy sound, and every reference in it leading somewhere. */
export function examineCopy(file: string): Violation[] {
  return complaintsOf(file).map((line) => violation('divergent', `${file} is damaged: ${line}`));
}

function complaintsOf(file: string): string[] {
  try {
    return withCopy(file, (db) => [
      ...db
        .prepare<[], string>('PRAGMA quick_check')
        .pluck()
        .all()
        .filter((line) => line !== 'ok'),
      ...db
        .prepare('PRAGMA foreign_key_check')
        .all()
        .map((row) => JSON.stringify(row)),
    ]);
  } catch (error) {
    return [String(error)];
  }
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
