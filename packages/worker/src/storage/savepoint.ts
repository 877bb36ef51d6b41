import type { Connection } from './connection.ts';
import { Refusal } from './refusal.ts';

/**
 * Runs work of which nothing remains when it is refused. Even a lone statement needs it: SQLite leaves a cascade
 * that grew too deep half done.
 */
export class Savepoint {
  readonly #begin;
  readonly #release;
  readonly #rollback;

  constructor(db: Connection) {
    this.#begin = db.prepare('SAVEPOINT entry');
    this.#release = db.prepare('RELEASE entry');
    this.#rollback = db.prepare('ROLLBACK TO entry');
  }

  /** Errors other than a Refusal leave the savepoint to the rollback of the whole transaction. */
  run<T>(work: () => T): T {
    this.#begin.run();
    try {
      const result = work();
      this.#release.run();
      return result;
    } catch (error) {
      if (error instanceof Refusal) {
        this.#rollback.run();
        this.#release.run();
      }
      throw error;
    }
  }
}
