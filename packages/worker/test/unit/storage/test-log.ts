import { encodeEntry, parseTable, parseWrite, type EntryHeader, type RequestKind } from '@rideshare/dbaas';
import type { LogEntry } from '../../../src/storage/copy.ts';

export interface Origin {
  id?: string;
  term?: number;
  master?: string;
}

/** Makes the entries of a log, each at the next offset; in term 1 of master `m` unless told otherwise. */
export class TestLog {
  #offset = 0;
  #requests = 0;

  entry(content: Buffer): LogEntry {
    return { offset: this.#offset++, content };
  }

  barrier(term = 1, master = 'm', origin = ''): LogEntry {
    return this.header({ kind: 'barrier', term, master, origin });
  }

  mark(): LogEntry {
    return this.header({ kind: 'mark', worker: 'w', nonce: 'n' });
  }

  fence(origin: Origin = {}): LogEntry {
    return this.request('fence', {}, origin);
  }

  /** A write in the form that callers give it. */
  write(statement: unknown, origin: Origin = {}): LogEntry {
    return this.request('write', parseWrite(statement), origin);
  }

  define(table: string, definition: unknown, origin: Origin = {}): LogEntry {
    return this.request('define', parseTable(table, definition), origin);
  }

  request(kind: RequestKind, body: unknown, { id, term = 1, master = 'm' }: Origin = {}): LogEntry {
    const seq = this.#requests++;
    const header = { kind, term, master, seq, requestId: id ?? `request-${seq}` };
    return this.header(header, Buffer.from(JSON.stringify(body)));
  }

  header(header: EntryHeader, body?: Buffer): LogEntry {
    return this.entry(encodeEntry(header, body));
  }
}
