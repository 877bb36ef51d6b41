import type { TableDefinition, Write } from '../statements/types.ts';

/**
 * What the log holds, in the order that is the truth.
 *
 * `write` and `define` come from callers through writeQ and count only in the current term of their master.
 * A `barrier` opens a term and names the origin of the data that its master leads with. At a `checkpoint` every copy
 * hashes itself, and the `checksum` that follows tells what its master's hash was there. A `mark` has no effect but its
 * offset, by which a worker learns that it has caught up.
 */
export type EntryHeader =
  | { kind: 'write'; term: number; master: string; seq: number; requestId: string }
  | { kind: 'define'; term: number; master: string; seq: number; requestId: string }
  | { kind: 'fence'; term: number; master: string; seq: number; requestId: string }
  | { kind: 'barrier'; term: number; master: string; origin: string }
  | { kind: 'checkpoint'; term: number; master: string }
  | { kind: 'checksum'; term: number; master: string; at: number; hash: string }
  | { kind: 'mark'; worker: string; nonce: string };

/** The kinds of request that come through writeQ, each becoming an entry of the same kind. */
export type RequestKind = 'write' | 'define' | 'fence';

export interface Definition {
  table: string;
  definition: TableDefinition;
}

export type RequestBody = { write: Write; define: Definition; fence: Record<string, never> };

const NEWLINE = 0x0a;

/** An entry is one line of JSON, the header, and then the request's body as it came: the master never parses it. */
export function encodeEntry(header: EntryHeader, body: Buffer = Buffer.alloc(0)): Buffer {
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), body]);
}

/** @throws SyntaxError when the bytes are no entry. */
export function decodeEntry(content: Buffer): { header: EntryHeader; body: Buffer } {
  const end = content.indexOf(NEWLINE);
  if (end < 0) throw new SyntaxError('a log entry starts with a header line');
  return {
    header: JSON.parse(content.toString('utf8', 0, end)) as EntryHeader,
    body: content.subarray(end + 1),
  };
}
