import type { ReplyCode } from '@rideshare/dbaas';
import type { Connection } from './connection.ts';

/** Log offsets for which a request is remembered. */
export const REQUEST_RETENTION = 1_000_000;

export interface RecordedOutcome {
  code: ReplyCode;
  body: string;
}

/**
 * The first outcome of each request, for when the request comes again. What is remembered depends on offsets
 * of the log alone, not on when a copy prunes.
 */
export class RequestTable {
  readonly #retention: number;
  readonly #select;
  readonly #insert;
  readonly #delete;

  constructor(db: Connection, retention: number) {
    this.#retention = retention;
    this.#select = db.prepare<[string, number], RecordedOutcome>(
      'SELECT code, body FROM _requests WHERE id = ? AND "offset" >= ?',
    );
    this.#insert = db.prepare<[number, string, string, string]>(
      'REPLACE INTO _requests ("offset", id, code, body) VALUES (?, ?, ?, ?)',
    );
    this.#delete = db.prepare<[number]>('DELETE FROM _requests WHERE "offset" < ?');
  }

  /** The outcome that a request of this id had before this offset, if it is remembered still. */
  find(id: string, offset: number): RecordedOutcome | undefined {
    return this.#select.get(id, offset - this.#retention);
  }

  record(offset: number, id: string, { code, body }: RecordedOutcome): void {
    this.#insert.run(offset, id, code, body);
  }

  /** Removes what no entry after this offset can find. */
  prune(offset: number): void {
    this.#delete.run(offset - this.#retention);
  }
}
