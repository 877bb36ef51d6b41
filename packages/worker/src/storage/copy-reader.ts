import type { Read } from '@rideshare/dbaas';
import { Catalog } from './catalog.ts';
import { openReader, type Connection } from './connection.ts';
import { jsonArray, TooLongError } from './json-rows.ts';
import { LruCache } from './lru-cache.ts';
import { PositionStore } from './position.ts';
import { planRead, type ReadPlan } from './read-plan.ts';
import { asRefusal, Refusal } from './refusal.ts';
import { isRead } from './request-guards.ts';
import { shapeOfRead } from './shape.ts';

/** The read cannot be answered by any copy; the message says why, to the caller. */
export class InvalidReadError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InvalidReadError';
  }
}

/** The answer would be longer than it may be; the message says to the caller what to do instead. */
export class AnswerTooLongError extends Error {
  constructor(options?: ErrorOptions) {
    super(TOO_LONG, options);
    this.name = 'AnswerTooLongError';
  }
}

const MAX_PLANS = 500;

const MIB = 1024 * 1024;

/** The longest message that RabbitMQ 4 takes unless told otherwise, and no more than a worker's memory has room for. */
const MAX_ANSWER_BYTES = 16 * MIB;

const TOO_LONG = `the answer would be longer than ${MAX_ANSWER_BYTES / MIB} MiB; ask for less of it at a time, by where, columns, limit and offset`;

/** Reads a copy beside its writer; each call sees what was committed when it began. */
export class CopyReader {
  readonly #db: Connection;
  readonly #catalog: Catalog;
  readonly #positions: PositionStore;
  readonly #plans = new LruCache<ReadPlan>(MAX_PLANS);

  /** @throws SqliteError when the copy does not exist yet. */
  constructor(file: string) {
    this.#db = openReader(file);
    this.#catalog = new Catalog(this.#db);
    this.#positions = new PositionStore(this.#db);
  }

  appliedOffset(): number {
    return this.#positions.load().offset;
  }

  /**
   * The rows as a JSON array of objects. Blobs are base64; integers beyond 2^53, which only row ids can come
   * to, are rounded.
   * @throws InvalidReadError when there is no such table or column, or a value that no such column can hold.
   * @throws AnswerTooLongError when the answer would be longer than 16 MiB.
   */
  rows(read: Read): string {
    if (!isRead(read)) throw new InvalidReadError('the request is not a read');
    try {
      const plan = this.#plans.get(shapeOfRead(read), () =>
        planRead(this.#db, this.#catalog.table(read.table), read),
      );
      return jsonArray(plan(read), MAX_ANSWER_BYTES);
    } catch (error) {
      if (error instanceof TooLongError) throw new AnswerTooLongError({ cause: error });
      const refusal = asRefusal(error, read.table);
      if (!(refusal instanceof Refusal)) throw error;
      throw new InvalidReadError(refusal.message, { cause: error });
    }
  }

  /** All definitions as a JSON array, by name of the table. */
  tables(): string {
    return `[${this.#catalog.all().join()}]`;
  }

  /** The definition of a table as JSON, or undefined when there is no such table. */
  table(name: string): string | undefined {
    const found = this.#catalog.lookUp(name);
    return found?.name === name ? found.definition : undefined;
  }

  close(): void {
    this.#db.close();
  }
}
