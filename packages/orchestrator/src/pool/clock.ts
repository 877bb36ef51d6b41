/** The pool's only source of time. */
export interface Clock {
  /** ms since the epoch; never goes back. */
  now(): number;
  /** Calls back once, after `ms`; the answer takes it back. */
  after(ms: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms).unref();
    return () => clearTimeout(timer);
  },
};
