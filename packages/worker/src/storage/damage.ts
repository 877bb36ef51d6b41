import Database from 'better-sqlite3';

const DAMAGE = /^SQLITE_(CORRUPT|NOTADB)/;

/** Whether SQLite found the file itself damaged: nothing in it is to be relied on any more. */
export function isDamage(error: unknown): error is Error {
  return error instanceof Database.SqliteError && DAMAGE.test(error.code);
}
