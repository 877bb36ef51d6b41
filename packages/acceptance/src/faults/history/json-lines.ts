import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LoadHistory } from './recorder.ts';

/** Writes a history to a file, one request a line, as JSON. */
export async function writeHistory(history: LoadHistory, file: string): Promise<void> {
  await pipeline(Readable.from(linesOf(history)), createWriteStream(file));
}

function* linesOf({ operations }: LoadHistory): Generator<string> {
  for (const op of operations) yield `${JSON.stringify(op)}\n`;
}
