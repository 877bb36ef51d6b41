import type { PartState } from '../supervisor/part.ts';

/** What the supervisor process tells the command that started it, until it has started. */
export type FromDaemon =
  | { kind: 'part'; name: string; state: PartState }
  | { kind: 'started' }
  | { kind: 'failed'; message: string };
