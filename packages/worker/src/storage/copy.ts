import { LOG_ENTRY_OVERHEAD_BYTES, type EntryHeader, type ReplyCode } from '@rideshare/dbaas/core';
import { failpoint } from '../failpoints/failpoint.ts';
import { openWriter, type Connection } from './connection.ts';
import { readEntry, type Entry } from './entry-reader.ts';
import { GroupCommit } from './group-commit.ts';
import { digestOf, PositionStore, type Position } from './position.ts';
import { RequestRunner } from './request-runner.ts';
import { REQUEST_RETENTION, RequestTable } from './request-table.ts';
import { UnusableCopyError } from './unusable-copy.ts';

export type { Position } from './position.ts';

export interface LogEntry {
  offset: number;
  content: Buffer;
}

/** What became of an entry: the same on every copy that applies the same log. */
export interface Outcome {
  offset: number;
  /** undefined when the entry could not be decoded. */
  header: EntryHeader | undefined;
  /** `repeated`: the request had its outcome before. `ignored`: the entry has no effect and leaves no trace. */
  status: 'applied' | 'repeated' | 'ignored';
  code: ReplyCode;
  /** The content of the reply, JSON text; '' for entries that are no request, or are ignored. */
  body: string;
}

export interface CopyOptions {
  /** Log offsets for which a request is remembered; must be the same on all copies. */
  retention?: number;
}

/**
 * This worker's copy of the database: a deterministic state machine over the log, in one SQLite file.
 *
 * Equal logs give equal copies and equal outcomes, however the entries are grouped. A copy has one writer; any
 * number of CopyReaders may read beside it.
 */
export class Copy {
  readonly #db: Connection;
  readonly #group: GroupCommit;
  readonly #positions: PositionStore;
  readonly #requests: RequestTable;
  readonly #runner: RequestRunner;
  #position: Position;

  private constructor(db: Connection, { retention = REQUEST_RETENTION }: CopyOptions) {
    this.#db = db;
    this.#group = new GroupCommit(db);
    this.#positions = new PositionStore(db);
    this.#requests = new RequestTable(db, retention);
    this.#runner = new RequestRunner(db);
    this.#position = this.#positions.load();
  }

  /** Opens the copy in this file, an empty one when there is none. */
  static open(file: string, options: CopyOptions = {}): Copy {
    return new Copy(openWriter(file), options);
  }

  position(): Position {
    return { ...this.#position };
  }

  /**
   * Applies entries, which must be in log order, in one commit. Entries that are applied already are ignored.
   * @throws UnusableCopyError at a barrier of other data than this copy's; nothing of the group is applied then.
   * @throws what SQLite throws when the disk or memory fails: then nothing of the group is applied, and the
   * copy must not be used further.
   */
  apply(entries: LogEntry[]): Outcome[] {
    const before = this.position();
    try {
      return this.#group.run(() => this.#applyAll(entries));
    } catch (error) {
      this.#position = before;
      this.#runner.forget();
      throw error;
    }
  }

  close(): void {
    this.#db.close();
  }

  #applyAll(entries: LogEntry[]): Outcome[] {
    const outcomes = entries.map((entry) => this.#applyOne(entry));
    const last = entries.at(-1);
    if (last?.offset !== this.#position.offset) return outcomes;
    this.#position.digest = digestOf(last.content);
    this.#positions.save(this.#position);
    this.#requests.prune(last.offset);
    return outcomes;
  }

  #applyOne({ offset, content }: LogEntry): Outcome {
    const entry = readEntry(content);
    if (offset <= this.#position.offset) return ignored(offset, entry?.header);
    this.#position.offset = offset;
    this.#position.bytes += content.length + LOG_ENTRY_OVERHEAD_BYTES;
    return entry ? this.#obey(offset, entry) : ignored(offset, undefined);
  }

  #obey(offset: number, { header, body }: Entry): Outcome {
    if (header.kind === 'mark') return noted(offset, header);
    if (header.kind === 'barrier') return this.#openTerm(offset, header);
    const { term, master } = this.#position;
    if (header.term !== term || header.master !== master) return ignored(offset, header);
    if (header.kind === 'checkpoint' || header.kind === 'checksum') return noted(offset, header);
    const first = this.#requests.find(header.requestId, offset);
    if (first) return { offset, header, status: 'repeated', ...first };
    failpoint('before-apply');
    const outcome = this.#runner.run(header.kind, body, offset);
    this.#requests.record(offset, header.requestId, outcome);
    failpoint('after-apply');
    return { offset, header, status: 'applied', ...outcome };
  }

  /** The first barrier of a term wins: the next one is no longer of a higher term. */
  #openTerm(offset: number, header: Extract<EntryHeader, { kind: 'barrier' }>): Outcome {
    if (header.term <= this.#position.term) return ignored(offset, header);
    requireSameOrigin(this.#position.origin, header.origin);
    this.#position.term = header.term;
    this.#position.master = header.master;
    return noted(offset, header);
  }
}

function requireSameOrigin(own: string, leading: string): void {
  if (own === leading) return;
  throw new UnusableCopyError(`the copy is of ${nameOf(own)}, the log of ${nameOf(leading)}`);
}

function nameOf(origin: string): string {
  return origin === '' ? 'a database that began empty' : `the restored database ${origin}`;
}

function noted(offset: number, header: EntryHeader): Outcome {
  return { offset, header, status: 'applied', code: 'ok', body: '' };
}

function ignored(offset: number, header: EntryHeader | undefined): Outcome {
  return { offset, header, status: 'ignored', code: 'failed', body: '' };
}
