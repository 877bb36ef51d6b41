/** Who has been heard of, and when. */
export class Heartbeats {
  readonly #timeoutMs: number;
  readonly #now: () => number;
  readonly #last = new Map<number, number>();
  #checkedAt: number;

  /** @param now the clock, in ms; it never goes back */
  constructor(timeoutMs: number, now: () => number) {
    this.#timeoutMs = timeoutMs;
    this.#now = now;
    this.#checkedAt = now();
  }

  beat(id: number): void {
    this.#last.set(id, this.#now());
  }

  /** Allows this much time for the first beat: a program has to be loaded before it can beat. */
  expectFirst(id: number, withinMs: number): void {
    this.#last.set(id, this.#now() + withinMs - this.#timeoutMs);
  }

  forget(id: number): void {
    this.#last.delete(id);
  }

  /**
   * Those not heard of for longer than the timeout. To be called several times per timeout: when it was not,
   * it was this process that stood still, and the others get their time anew.
   */
  overdue(): number[] {
    const now = this.#now();
    const stoodStill = now - this.#checkedAt > this.#timeoutMs / 2;
    this.#checkedAt = now;
    if (stoodStill) for (const [id, last] of this.#last) this.#last.set(id, Math.max(last, now));
    return [...this.#last].filter(([, last]) => now - last > this.#timeoutMs).map(([id]) => id);
  }
}
