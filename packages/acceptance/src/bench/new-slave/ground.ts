import type { Endpoints } from '@rideshare/local';

/** A system of its own that a new slave joins, and what only its host can tell of it. */
export interface Ground {
  readonly endpoints: Endpoints;
  /** Holds the snapshots. */
  readonly snapshotsDir: string;
  /** Ids of the workers that there are or were. */
  workers(): Promise<ReadonlySet<string>>;
  /**
   * How long after its start a worker answered its first read, in ms; undefined while it has not. A process starts when
   * it does, a container when it is created.
   */
  firstReadMs(worker: string): Promise<number | undefined>;
  stop(): Promise<void>;
}

/** By environment variables: the second slave is wanted when the first window of the load ends; snapshots come soon. */
export const SETTINGS = {
  READ_WINDOW_MS: '4000',
  MAX_SLAVES: '2',
  SNAPSHOT_INTERVAL_MS: '10000',
};

/** Of a worker's first read: when it was, in ms since 1970, and how long after the start of its process, in ms. */
export interface FirstRead {
  time: number;
  sinceStartMs: number;
}

/** What the log of a worker tells of its first read. */
export function firstReadIn(log: string): FirstRead | undefined {
  const [, time, sinceStartMs] = /"time":"([^"]+)".*"sinceStartMs":(\d+)/.exec(log) ?? [];
  return time === undefined ? undefined : { time: Date.parse(time), sinceStartMs: Number(sinceStartMs) };
}
