import { setTimeout as sleep } from 'node:timers/promises';
import { unavailable, type Logger } from '@rideshare/common/core';
import type { TableDefinition } from '../statements/types.ts';
import type { ReadQuery, Row, WriteStatement } from './contract.ts';
import type { Database } from './database.ts';
import { toProblem } from './errors.ts';

/** A database in which tables can be declared. */
export interface DatabaseWithSchema extends Database {
  defineTable(name: string, definition: TableDefinition): Promise<void>;
}

/** Waits; rejects when the signal aborts. */
export type Pause = (delayMs: number, signal: AbortSignal) => Promise<void>;

const FIRST_DELAY_MS = 100;
const LONGEST_DELAY_MS = 2000;

const pauseByTimer: Pause = (delayMs, signal) => sleep(delayMs, undefined, { signal });

/**
 * The database as routes use it: open once the service's tables stand in it, and throwing what the client gets,
 * HttpProblem 503 or 504, when it is not open or cannot be reached.
 */
export class PreparedDatabase implements Database {
  readonly #database: DatabaseWithSchema;
  readonly #logger: Logger;
  readonly #pause: Pause;
  #declared = false;

  constructor(database: DatabaseWithSchema, logger: Logger, pause: Pause = pauseByTimer) {
    this.#database = database;
    this.#logger = logger;
    this.#pause = pause;
  }

  /** Whether all tables stand. */
  get declared(): boolean {
    return this.#declared;
  }

  /**
   * Declares the tables in their order, again and again until all stand, whatever the database answers:
   * it may be away, and a table that one of them refers to may be another service's and yet to come.
   * Never rejects; resolves early when the signal aborts.
   */
  async declare(tables: Record<string, TableDefinition>, signal: AbortSignal): Promise<void> {
    for (let delayMs = FIRST_DELAY_MS; !signal.aborted; delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS)) {
      try {
        for (const [name, definition] of Object.entries(tables))
          await this.#database.defineTable(name, definition);
        this.#declared = true;
        return;
      } catch (error) {
        this.#logger.warn({ err: error, delayMs }, 'the tables cannot be declared yet');
      }
      await this.#pause(delayMs, signal).catch(() => undefined);
    }
  }

  read(query: ReadQuery): Promise<Row[]> {
    return this.#call((database) => database.read(query));
  }

  count(table: string): Promise<number> {
    return this.#call((database) => database.count(table));
  }

  write(statement: WriteStatement): Promise<unknown> {
    return this.#call((database) => database.write(statement));
  }

  async #call<T>(call: (database: Database) => Promise<T>): Promise<T> {
    if (!this.#declared) throw unavailable('The tables are not declared yet.');
    try {
      return await call(this.#database);
    } catch (error) {
      throw toProblem(error);
    }
  }
}
