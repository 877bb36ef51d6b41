import {
  decodeEntry,
  parseTable,
  type Definition,
  type EntryHeader,
  type Write,
} from '@rideshare/dbaas/core';
import { HttpProblem } from '@rideshare/common/core';
import { Refusal } from './refusal.ts';
import { isWrite } from './request-guards.ts';

export interface Entry {
  header: EntryHeader;
  body: Buffer;
}

/** The entry in these bytes, or undefined when they hold none that this version knows. */
export function readEntry(content: Buffer): Entry | undefined {
  try {
    const entry = decodeEntry(content);
    return isHeader(entry.header) ? entry : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

type Unchecked = Partial<
  Record<'kind' | 'term' | 'master' | 'requestId' | 'seq' | 'origin' | 'at' | 'hash', unknown>
>;

function isHeader(value: unknown): value is EntryHeader {
  if (typeof value !== 'object' || value === null) return false;
  const header: Unchecked = value;
  switch (header.kind) {
    case 'mark':
      return true;
    case 'barrier':
      return isTerm(header) && isText(header.origin);
    case 'checkpoint':
      return isTerm(header);
    case 'checksum':
      return isTerm(header) && Number.isSafeInteger(header.at) && isText(header.hash);
    case 'write':
    case 'define':
    case 'fence':
      return isTerm(header) && isText(header.requestId) && Number.isSafeInteger(header.seq);
    default:
      return false;
  }
}

function isTerm({ term, master }: Unchecked): boolean {
  return Number.isSafeInteger(term) && isText(master);
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.isWellFormed();
}

/** @throws Refusal `invalid` when the body is no write. */
export function readWrite(body: Buffer): Write {
  const write = readJson(body);
  if (!isWrite(write)) throw new Refusal('invalid', 'the request is not a write');
  return write;
}

/** @throws Refusal `invalid` when the body is no definition. */
export function readDefinition(body: Buffer): Definition {
  const request = readJson(body);
  try {
    const { table, definition } = Object(request) as { table?: unknown; definition?: unknown };
    return parseTable(typeof table === 'string' ? table : '', definition);
  } catch (error) {
    if (!(error instanceof HttpProblem)) throw error;
    throw new Refusal('invalid', 'the request is not a table definition', { cause: error });
  }
}

function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Refusal('invalid', 'the request is not JSON', { cause: error });
  }
}
