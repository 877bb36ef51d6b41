import type { LogEntry } from '../storage/copy.ts';

/** How every checkpoint entry begins: so that no entry has to be decoded only to be told apart. */
const CHECKPOINT = Buffer.from('{"kind":"checkpoint"');

/** Entries by the commit they belong to: one ends at each checkpoint, so that the copy can be pinned just there. */
export function commitGroups(entries: LogEntry[]): LogEntry[][] {
  const ends = entries.flatMap(({ content }, index) => (isCheckpoint(content) ? [index + 1] : []));
  if (entries.length > (ends.at(-1) ?? 0)) ends.push(entries.length);
  return ends.map((end, index) => entries.slice(ends[index - 1] ?? 0, end));
}

function isCheckpoint(content: Buffer): boolean {
  return content.subarray(0, CHECKPOINT.length).equals(CHECKPOINT);
}
