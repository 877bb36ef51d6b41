import type { Report } from './report.ts';
import type { Progress } from './progress.ts';
import type { Endpoints } from '../system/plan.ts';

export type WayName = 'docker' | 'process';

/** What a started system is to hold. */
export interface Restored {
  /** Folder with the snapshot that every worker is to begin with; moved or copied from. */
  genesis: string;
  /** Called before services and callers can write; rejects when the database does not hold it. */
  check: (dbaas: string) => Promise<void>;
}

/** One way to run the whole system on this machine. */
export interface Way {
  readonly name: WayName;
  /** As people are told: "RideShare runs …". */
  readonly manner: string;
  /** Whether anything of it runs, or was left by an earlier run. */
  isPresent(): Promise<boolean>;
  /** Where it listens when all of it is up; undefined when it has to be started. */
  running(): Promise<Endpoints | undefined>;
  /** Waits until all parts of what is up serve. */
  awaitServing(): Promise<void>;
  /** Starts everything and tries a ride; interrupted or failed, nothing of it stays, and the data are as before. */
  start(progress: Progress, interrupted: Promise<never>, restored?: Restored): Promise<Endpoints>;
  /** Stops whatever runs of it; false when there was nothing. The data stay. */
  stop(progress: Progress, heading: string): Promise<boolean>;
  /** Forgets the data of what does not run. */
  forget(): Promise<void>;
  /** Why the data of a backup cannot take the place of what is there; undefined when they can. */
  obstacleToRestore(replace: boolean): Promise<string | undefined>;
  /** How it is now; undefined when it is not up. */
  report(): Promise<Report | undefined>;
}
