import Database from 'better-sqlite3';
import { openReader, type Connection } from '../storage/connection.ts';
import { UnsuitableFileError } from './errors.ts';

/**
 * Reads through a database: its pages, rows, types and references.
 * @throws UnsuitableFileError when the file is no database, or a damaged one.
 */
export function verify(file: string): void {
  inspect(file, requireSound);
}

/**
 * Opens a database for a look that cannot change it.
 * @throws UnsuitableFileError
 */
export function inspect(file: string, look: (db: Connection) => void): void {
  try {
    const db = openReader(file);
    try {
      look(db);
    } finally {
      db.close();
    }
  } catch (error) {
    throw error instanceof Database.SqliteError ? asUnsuitable(file, error) : error;
  }
}

/**
 * @param check `integrity_check` takes longer, and compares indexes with their tables too
 * @throws UnsuitableFileError `damaged`
 */
export function requireSound(db: Connection, check: 'quick_check' | 'integrity_check' = 'quick_check'): void {
  const [finding] = db.prepare<[], string>(`PRAGMA ${check}(1)`).pluck().all();
  if (finding !== 'ok') throw damaged(db.name, finding);
  const [orphan] = db.prepare<[], { table: string; parent: string }>('PRAGMA foreign_key_check').all();
  if (orphan) throw damaged(db.name, `a row of ${orphan.table} refers to none of ${orphan.parent}`);
}

function damaged(file: string, finding = 'it cannot be read', options?: ErrorOptions): UnsuitableFileError {
  return new UnsuitableFileError('damaged', `${file} is damaged: ${finding}`, options);
}

function asUnsuitable(file: string, cause: Error & { code: string }): Error {
  if (cause.code.startsWith('SQLITE_CANTOPEN'))
    return new UnsuitableFileError('missing', `${file} cannot be opened`, { cause });
  if (cause.code === 'SQLITE_NOTADB')
    return new UnsuitableFileError('not-sqlite', `${file} is not an SQLite file`, { cause });
  if (cause.code.startsWith('SQLITE_CORRUPT')) return damaged(file, cause.message, { cause });
  return cause;
}
