import type { Announcement } from '@rideshare/dbaas';

/** What the pool needs of ZooKeeper. Every call fails while ZooKeeper can't be reached. */
export interface Members {
  workers(): Promise<readonly { id: string }[]>;
  master(): Promise<{ id: string } | undefined>;
  /** Workers that were told their pids and not removed since. */
  announcedIds(): Promise<readonly string[]>;
  /** Deletes all znodes of a dead worker: its pid, and `/dbaas/master` too when it holds that. */
  removeWorker(id: string): Promise<void>;
  /** Tells a worker what the runtime knows it by; may be said again. */
  announce(id: string, announcement: Announcement): Promise<void>;
  /** Wakes on any change of the workers or the master, and when ZooKeeper is back. */
  onChange(listener: () => void): void;
  /** Calls back when ZooKeeper is in reach again after it was not. */
  onReturn(listener: () => void): void;
}
