interface Sleeper {
  at: number;
  wake: () => void;
}

/** Time that stands still until a test moves it. */
export class ManualClock {
  #now = 0;
  #sleepers: Sleeper[] = [];
  #asleep = Promise.withResolvers<undefined>();

  readonly now = (): number => this.#now;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + ms, wake });
      this.#asleep.resolve(undefined);
    });

  /** Waits until somebody sleeps, and lets the time pass that the first of them sleeps for. @returns how long */
  async pass(): Promise<number> {
    while (this.#sleepers.length === 0) {
      this.#asleep = Promise.withResolvers();
      await this.#asleep.promise;
    }
    const [first, ...others] = this.#sleepers.toSorted((a, b) => a.at - b.at);
    this.#sleepers = others;
    const ms = (first?.at ?? this.#now) - this.#now;
    this.#now += ms;
    first?.wake();
    return ms;
  }
}
