import cluster from 'node:cluster';
import { primary } from './primary-peer.ts';

/** Counts requests: exact over all processes of a service. */
export interface RequestCounter {
  increment(): void;
  /** Every increment made anywhere before the call is in it. */
  total(): Promise<number>;
  /** Starts again at nought; every increment made anywhere before the call is forgotten. */
  reset(): Promise<void>;
}

/** The counter of this process, or, in a pre-forked one, this process's share of the counter of all. Make one per process. */
export function createRequestCounter(): RequestCounter {
  return cluster.isWorker ? new SharedCounter() : new LocalCounter();
}

class LocalCounter implements RequestCounter {
  #count = 0;

  increment(): void {
    this.#count += 1;
  }

  total(): Promise<number> {
    return Promise.resolve(this.#count);
  }

  reset(): Promise<void> {
    this.#count = 0;
    return Promise.resolve();
  }
}

/** Reports its increments to the primary, those of one turn of the event loop together. */
class SharedCounter implements RequestCounter {
  #unreported = 0;

  constructor() {
    primary().on('count.collect', () => this.#take());
  }

  increment(): void {
    this.#unreported += 1;
    if (this.#unreported === 1) setImmediate(() => this.#report());
  }

  async total(): Promise<number> {
    return Number(await primary().ask('count.total'));
  }

  async reset(): Promise<void> {
    await primary().ask('count.reset');
  }

  #report(): void {
    const count = this.#take();
    if (count > 0) primary().tell('count.add', count);
  }

  #take(): number {
    const count = this.#unreported;
    this.#unreported = 0;
    return count;
  }
}
