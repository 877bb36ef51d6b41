import { failpoint } from '../failpoints/failpoint.ts';
import type { Connection } from './connection.ts';

/** One transaction for a group of entries. It cannot be nested. */
export class GroupCommit {
  readonly #db: Connection;
  readonly #begin;
  readonly #commit;

  constructor(db: Connection) {
    this.#db = db;
    this.#begin = db.prepare('BEGIN IMMEDIATE');
    this.#commit = db.prepare('COMMIT');
  }

  /** When it returns, the work's effect outlives this process; a power cut may take the last commits back. */
  run<T>(work: () => T): T {
    this.#begin.run();
    try {
      const result = work();
      failpoint('before-commit');
      this.#commit.run();
      failpoint('after-commit');
      return result;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      throw error;
    }
  }
}
