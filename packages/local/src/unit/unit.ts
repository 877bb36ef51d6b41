import type { Command } from '../process/launch.ts';

/** One supervised process: how it is run, when it serves, how it is stopped. */
export interface Unit extends Command {
  /** Where it listens, for people. */
  address: string;
  /** Writes its configuration; called before each start. */
  prepare?(): Promise<void>;
  /** One look: resolves when it serves now, else rejects saying what is missing. */
  ready(): Promise<void>;
  startTimeoutMs: number;
  stopSignal: NodeJS.Signals;
  /** How long it may take to stop before it is killed. */
  graceMs: number;
  /** Ends what it leaves running on purpose. */
  afterStop?(): Promise<void>;
}
