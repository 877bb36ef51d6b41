/** The pool as its latest pass saw it. */
export interface PoolState {
  /** Slaves wanted. */
  desired: number;
  /** Workers that have a process, the master included. */
  running: number;
  /** Running workers known to ZooKeeper; the last known number while that is away. */
  registered: number;
  /** Starts since the pool was made. */
  starts: number;
  /** Workers that ended unasked, and so had to be replaced, since the pool was made. */
  replacements: number;
  /** What went wrong last; undefined when all is as wanted again. */
  lastError: string | undefined;
}

export const initialPoolState: Readonly<PoolState> = {
  desired: 0,
  running: 0,
  registered: 0,
  starts: 0,
  replacements: 0,
  lastError: undefined,
};
