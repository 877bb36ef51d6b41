/** What both threads of a worker are started with. */
export interface ThreadSettings {
  id: string;
  amqpUrl: string;
  logMaxBytes: number;
  logLevel: string;
  /** The SQLite file of this worker's copy. */
  file: string;
  /** The memory behind `AppliedOffset`. */
  applied: SharedArrayBuffer;
}

/** `lead` opens a term, now and after every reconnection. */
export type CopyCommand = { type: 'lead' } | { type: 'stop' };

export type CopyEvent =
  | { type: 'caught-up' }
  | { type: 'leading'; term: number }
  | { type: 'deposed' }
  | { type: 'unusable'; reason: string };

export type ReadCommand = { type: 'serve'; on: boolean } | { type: 'stop' };
