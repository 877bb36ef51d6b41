import { createHash } from 'node:crypto';
import type { Connection } from './connection.ts';

/** How far a copy has applied the log, and in whose term. */
export interface Position {
  /** Of the last applied entry; -1 when there is none. */
  offset: number;
  /** 0 before the first barrier. */
  term: number;
  /** The worker that leads the term; '' before the first barrier. */
  master: string;
  /** SHA-1 of the last applied entry, in hex; '' when there is none. Tells whether this is the same log. */
  digest: string;
  /** What the applied entries take in the log, in bytes, at most. */
  bytes: number;
  /** '' for a database that began empty, else names the backup that it was restored from. */
  origin: string;
}

/** Keeps the position in the copy, to be saved in the transaction of what it tells about. */
export class PositionStore {
  readonly #select;
  readonly #update;

  constructor(db: Connection) {
    this.#select = db.prepare<[], Position>(
      'SELECT "offset", term, master, digest, bytes, origin FROM _state',
    );
    this.#update = db.prepare<[number, number, string, string, number]>(
      'UPDATE _state SET "offset" = ?, term = ?, master = ?, digest = ?, bytes = ?',
    );
  }

  load(): Position {
    const position = this.#select.get();
    if (!position) throw new Error('the copy does not tell its position');
    return position;
  }

  save({ offset, term, master, digest, bytes }: Position): void {
    this.#update.run(offset, term, master, digest, bytes);
  }
}

export function digestOf(content: Buffer): string {
  return createHash('sha1').update(content).digest('hex');
}
