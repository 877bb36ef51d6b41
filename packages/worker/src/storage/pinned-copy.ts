import Database from 'better-sqlite3';
import { openReader, type Connection } from './connection.ts';
import { hashCopy } from './hash.ts';
import { PositionStore, type Position } from './position.ts';

/**
 * A copy as it stood when it was opened, however its writer goes on: one read transaction is held until it is
 * closed. Until then the writer's WAL cannot start over, so it grows.
 */
export class PinnedCopy {
  readonly position: Position;
  readonly #db: Connection;

  private constructor(db: Connection) {
    this.#db = db;
    db.exec('BEGIN');
    // A transaction begins to see one moment with its first read.
    this.position = new PositionStore(db).load();
  }

  /** @throws SqliteError when there is no copy in this file. */
  static open(file: string): PinnedCopy {
    const db = openReader(file);
    try {
      return new PinnedCopy(db);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  /** One SHA-256, in hex, over all tables; equal on all copies at this position. It takes about a second per million rows. */
  hash(): string {
    return hashCopy(this.#db);
  }

  /** Writes the copy to a file of its own that needs no other beside it. There must be no such file yet. */
  async backup(to: string): Promise<void> {
    await this.#db.backup(to);
    leaveWal(to);
  }

  close(): void {
    this.#db.close();
  }
}

/** A file in WAL mode cannot be read without making others beside it. */
function leaveWal(file: string): void {
  const db = new Database(file);
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}
