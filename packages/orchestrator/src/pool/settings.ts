export interface PoolSettings {
  /** How often the pool looks at the world when nothing wakes it. */
  tickMs: number;
  /** How long a worker may take from its start until it has registered. */
  startTimeoutMs: number;
  /** How long a worker may be missing whose session has expired: if it is well, it registers again at once. */
  lostTimeoutMs: number;
  /** How long after ZooKeeper's return a worker may be registered that has not come back: one session, and a bit. */
  settleTimeoutMs: number;
  /** How long workers may take to register again after ZooKeeper was away. */
  reconnectTimeoutMs: number;
  /** How long ZooKeeper may take to tell who is registered, before a pass does without it. */
  answerTimeoutMs: number;
  /** How long the first start waits for ZooKeeper, without which no copy of the data can be used again. */
  firstAnswerTimeoutMs: number;
  /**
   * How long a worker that is not wanted any more may take to finish its work. One that hangs meanwhile has left
   * ZooKeeper like any other; the reads that it holds are to be answered by another one while their callers wait.
   */
  drainTimeoutMs: number;
  /** The wait after the first start that failed; it doubles with each further one. */
  backoffMs: number;
  maxBackoffMs: number;
  /** Stopped workers, beyond the number wanted, whose copy of the data is kept for a later start. */
  spareCopies: number;
}

export const defaultPoolSettings: Readonly<PoolSettings> = {
  tickMs: 2_000,
  startTimeoutMs: 60_000,
  lostTimeoutMs: 500,
  settleTimeoutMs: 1_500,
  reconnectTimeoutMs: 10_000,
  answerTimeoutMs: 1_000,
  firstAnswerTimeoutMs: 5_000,
  drainTimeoutMs: 5_000,
  backoffMs: 500,
  maxBackoffMs: 10_000,
  spareCopies: 2,
};
