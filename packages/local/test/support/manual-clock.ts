import type { Clock } from '../../src/clock/clock.ts';

/** Time that stands still until it is moved. */
export class ManualClock implements Clock {
  #now = 0;
  #sleepers: { ms: number; wake: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => this.#sleepers.push({ ms, wake }));
  }

  /** Lets time pass without waking anybody. */
  pass(ms: number): void {
    this.#now += ms;
  }

  /** How long each sleeper asked to sleep. */
  get pauses(): number[] {
    return this.#sleepers.map(({ ms }) => ms);
  }

  wakeAll(): void {
    const sleepers = this.#sleepers;
    this.#sleepers = [];
    for (const { wake } of sleepers) wake();
  }
}
