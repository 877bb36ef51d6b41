export interface Clock {
  /** ms */
  now(): number;
  /** Runs `then` after so many ms, unless the function that it returns is called before. */
  after(ms: number, then: () => void): () => void;
}

/** Does something again and again, one at a time, each an interval after the end of the last; not while paused. */
export class Pulse {
  readonly #beat: () => Promise<void>;
  readonly #intervalMs: number;
  readonly #clock: Clock;
  #running = false;
  #beating = false;
  #due = -Infinity;
  #cancel: (() => void) | undefined;

  constructor(beat: () => Promise<void>, intervalMs: number, clock: Clock) {
    this.#beat = beat;
    this.#intervalMs = intervalMs;
    this.#clock = clock;
  }

  /** Begins, or goes on after a pause: at once, if the next time has passed meanwhile. */
  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#schedule();
  }

  pause(): void {
    this.#running = false;
    this.#cancel?.();
    this.#cancel = undefined;
  }

  #schedule(): void {
    if (!this.#running || this.#beating) return;
    const wait = Math.max(0, this.#due - this.#clock.now());
    this.#cancel = this.#clock.after(wait, () => void this.#run());
  }

  async #run(): Promise<void> {
    this.#beating = true;
    try {
      await this.#beat();
    } finally {
      this.#beating = false;
      this.#due = this.#clock.now() + this.#intervalMs;
      this.#schedule();
    }
  }
}
