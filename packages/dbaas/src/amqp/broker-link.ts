import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '@rideshare/common';
import { BackOff } from './back-off.ts';
import { type BrokerConnection, type BrokerOptions, connectBroker } from './connect.ts';
import { BrokerUnavailableError } from './errors.ts';

export interface BrokerLinkOptions extends BrokerOptions {
  /** Makes channels, queues and consumers on each fresh connection; when it fails, the connection is given up. */
  setup: (connection: BrokerConnection) => Promise<void>;
}

const FIRST_PAUSE_MS = 100;
const MAX_PAUSE_MS = 2_000;
const CLOSE_MS = 500;

/**
 * A connection to the broker that comes back by itself. A failed channel counts as a lost connection, since what
 * `setup` made on it is gone.
 *
 * It has a loop of its own because amqplib's `recovery` misses a connection that dies during `setup`.
 */
export class BrokerLink {
  private readonly options: BrokerLinkOptions;
  private readonly logger: Logger;
  private readonly backOff = new BackOff({ firstMs: FIRST_PAUSE_MS, maxMs: MAX_PAUSE_MS });
  private readonly lostListeners: ((reason: Error) => void)[] = [];
  private readonly stopped = new AbortController();
  private readonly started: PromiseWithResolvers<void> = Promise.withResolvers();
  private giveUp: ((reason: Error) => void) | undefined;
  private running: Promise<void> | undefined;
  private up = false;
  private obstacle: string | undefined;

  constructor(options: BrokerLinkOptions) {
    this.options = options;
    this.logger = options.logger;
    this.started.promise.catch(() => undefined);
  }

  /** Whether a connection is there and set up. */
  get connected(): boolean {
    return this.up;
  }

  /**
   * Why the broker takes nothing that is published: it is short of memory or disk. Undefined while it takes it.
   * It says so only to a connection that has published something since then, whose next messages will wait.
   */
  get blocked(): string | undefined {
    return this.obstacle;
  }

  /** Resolves when a connection has been set up for the first time. @throws BrokerUnavailableError when closed before. */
  start(): Promise<void> {
    this.running ??= this.run();
    return this.started.promise;
  }

  /** Calls back each time a connection is gone, set up or not, closed or lost: what waits for an answer waits in vain. */
  onLost(listener: (reason: Error) => void): void {
    this.lostListeners.push(listener);
  }

  /** Gives the connection up for a fresh one, as when the broker has cancelled a consumer. */
  reset(reason: Error): void {
    this.giveUp?.(reason);
  }

  /** Closes the connection and stays closed. Takes half a second at most, and may be called again. */
  async close(): Promise<void> {
    this.stopped.abort();
    const reason = new BrokerUnavailableError('the link is closed');
    this.started.reject(reason);
    this.giveUp?.(reason);
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped.signal.aborted) {
      const connecting = connectBroker(this.options);
      const reason = await this.serve(connecting);
      this.up = false;
      this.obstacle = undefined;
      this.logger.warn({ err: reason }, 'broker link lost');
      for (const listener of this.lostListeners) listener(reason);
      await this.drop(connecting);
      await delay(this.backOff.next(), undefined, { signal: this.stopped.signal }).catch(() => undefined);
    }
  }

  /** Lives through one connection and answers why it ended. */
  private async serve(connecting: Promise<BrokerConnection>): Promise<Error> {
    const lost: PromiseWithResolvers<never> = Promise.withResolvers();
    lost.promise.catch(() => undefined);
    this.giveUp = lost.reject;
    try {
      const connection = await Promise.race([connecting, lost.promise]);
      connection.on('close', (cause) =>
        lost.reject(new BrokerUnavailableError('connection closed', { cause })),
      );
      connection.on('channel-error', lost.reject);
      this.watchObstacles(connection);
      await Promise.race([this.options.setup(connection), lost.promise]);
      this.up = true;
      this.backOff.reset();
      this.started.resolve();
      return await lost.promise;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  private watchObstacles(connection: BrokerConnection): void {
    connection.on('blocked', (reason) => {
      this.logger.warn({ reason }, 'the broker takes no more messages');
      this.obstacle = reason;
    });
    connection.on('unblocked', () => {
      this.logger.info('the broker takes messages again');
      this.obstacle = undefined;
    });
  }

  private async drop(connecting: Promise<BrokerConnection>): Promise<void> {
    const closed = connecting
      .then((connection) => connection.close())
      .catch((error: unknown) => this.logger.debug({ err: error }, 'nothing to close'));
    await Promise.race([closed, delay(CLOSE_MS, undefined, { ref: false })]);
  }
}
