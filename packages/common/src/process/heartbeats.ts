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
    if (stoodStill) for (const id of this.#last.keys()) this.#last.set(id, now);
    return [...this.#last].filter(([, last]) => now - last > this.#timeoutMs).map(([id]) => id);
  }
}
