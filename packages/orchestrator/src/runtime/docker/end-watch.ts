import type { Logger } from '@rideshare/common';
import { Backoff } from '../../pool/backoff.ts';
import type { Clock } from '../../pool/clock.ts';
import type { EndEvents, Engine } from './engine.ts';

export interface EndWatchOptions {
  engine: Pick<Engine, 'ends'>;
  clock: Clock;
  logger: Logger;
  /** A container has ended; said more than once, maybe. */
  onEnd: (id: string) => void;
  /** All that ends from now on is told. What has ended before may not have been, and is to be found out. */
  onConnected: () => Promise<unknown>;
}

/** Hears from the engine which containers end, on a stream of events that is begun anew when it breaks off. */
export class EndWatch {
  readonly #options: EndWatchOptions;
  readonly #backoff = new Backoff({ backoffMs: 50, maxBackoffMs: 1_000 });
  #events: EndEvents | undefined;
  #closed = false;

  constructor(options: EndWatchOptions) {
    this.#options = options;
  }

  /** Whether containers can't end unheard. */
  get connected(): boolean {
    return this.#events !== undefined;
  }

  /** Resolves when it is connected; fails when it can't be. */
  async open(): Promise<void> {
    const events = await this.#connect();
    void this.#follow(events);
  }

  close(): void {
    this.#closed = true;
    this.#events?.close();
  }

  async #connect(): Promise<EndEvents> {
    const { engine, onEnd, onConnected } = this.#options;
    const events = await engine.ends(onEnd);
    this.#events = events;
    try {
      if (this.#closed) throw new Error('closed');
      await onConnected();
      return events;
    } catch (error) {
      this.#events = undefined;
      events.close();
      throw error;
    }
  }

  async #follow(first: EndEvents): Promise<void> {
    for (let events: EndEvents | undefined = first; events; events = await this.#reconnect()) {
      await events.closed;
      this.#events = undefined;
    }
  }

  /** Tries until it is connected, or closed. */
  async #reconnect(): Promise<EndEvents | undefined> {
    const { clock, logger } = this.#options;
    if (!this.#closed) logger.warn('the events of the Docker engine have broken off');
    while (!this.#closed) {
      const begunAt = clock.now();
      try {
        const events = await this.#connect();
        this.#backoff.succeeded();
        logger.info('the events of the Docker engine come again');
        return events;
      } catch (error) {
        this.#backoff.failed(begunAt, clock.now());
        logger.debug({ err: error }, 'the events of the Docker engine do not come yet');
        await new Promise<void>((resolve) => clock.after(this.#backoff.retryAt - clock.now(), resolve));
      }
    }
    return undefined;
  }
}
