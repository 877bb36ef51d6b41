import { rm } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { Logger } from '@rideshare/common';
import type { Membership } from '@rideshare/dbaas';
import { Election } from './election/election.ts';
import { AppliedOffset } from './log/applied-offset.ts';
import type { CopyCommand, CopyEvent, ReadCommand, ThreadSettings } from './threads/protocol.ts';

export interface WorkerOptions {
  id: string;
  dataDir: string;
  amqpUrl: string;
  logMaxBytes: number;
  logLevel: string;
  logger: Logger;
  membership: Membership;
  /** Ends the process: what a worker does whenever it cannot go on safely; the pool starts the next one. */
  exit: (code: number, reason: string) => void;
}

/** How often the worker tells ZooKeeper how far its copy is. */
const OFFSET_INTERVAL_MS = 1_000;

/**
 * One worker of the database: keeps a copy, takes part in elections, serves reads as slave and leads as master.
 *
 * This is the thread of the ZooKeeper session. The copy and the reads have threads of their own, so that neither
 * a commit nor a slow query can starve the session.
 */
export class DatabaseWorker {
  readonly #options: WorkerOptions;
  readonly #applied = new AppliedOffset();
  #election: Election | undefined;
  #copy: Worker | undefined;
  #reads: Worker | undefined;
  #reportedOffset = -1;
  #stopping = false;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  /** Resolves when the worker's copy has caught up and the worker is known as a live slave, or when it is stopped. */
  async start(): Promise<void> {
    try {
      await this.#join();
    } catch (error) {
      if (!this.#stopping) throw error;
    }
  }

  /** Takes part in nothing any more, answers the reads under way, and ends. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#leave().catch((error: unknown) =>
      this.#options.logger.debug({ err: error }, 'the end of the session will tell the others'),
    );
    await this.#end(this.#reads);
    await this.#end(this.#copy);
    this.#options.membership.close();
  }

  async #join(): Promise<void> {
    const { id, membership } = this.#options;
    const caughtUp = Promise.withResolvers<undefined>();
    this.#copy = this.#thread('copy-thread');
    this.#copy.on('message', (event: CopyEvent) => {
      if (event.type === 'caught-up') caughtUp.resolve(undefined);
      void this.#hear(event);
    });
    const [pid] = await Promise.all([membership.awaitPid(id), caughtUp.promise]);
    if (!this.#stopping) await this.#register(pid);
  }

  async #register(pid: number): Promise<void> {
    const { id, membership, logger } = this.#options;
    this.#reads = this.#thread('read-thread');
    await membership.registerWorker({ id, pid, role: 'slave', offset: this.#applied.value });
    if (this.#stopping) return;
    logger.info({ pid, offset: this.#applied.value }, 'joined as slave');
    this.#election = this.#candidate(pid);
    this.#election.start();
    setInterval(() => this.#reportOffset(), OFFSET_INTERVAL_MS).unref();
  }

  /** The others go on without this worker from here, whatever it still has to finish. */
  async #leave(): Promise<void> {
    await this.#election?.stop();
    await this.#options.membership.leave();
  }

  #candidate(pid: number): Election {
    const { id, membership, logger, exit } = this.#options;
    return new Election({
      self: { id, pid },
      electorate: membership,
      logger,
      onElected: () => this.#copy?.postMessage({ type: 'lead' } satisfies CopyCommand),
      onDeposed: () => exit(0, 'another worker became master'),
      onServe: (on) => this.#reads?.postMessage({ type: 'serve', on } satisfies ReadCommand),
    });
  }

  async #hear(event: CopyEvent): Promise<void> {
    const { logger, dataDir, exit } = this.#options;
    switch (event.type) {
      case 'caught-up':
        logger.debug({ offset: this.#applied.value }, 'caught up with the log');
        break;
      case 'leading':
        logger.info({ term: event.term }, 'leading');
        break;
      case 'deposed':
        if (!this.#stopping) exit(0, 'the log shows another master');
        break;
      case 'unusable':
        logger.warn({ reason: event.reason }, 'throwing the copy away');
        await rm(dataDir, { recursive: true, force: true });
        exit(3, event.reason);
    }
  }

  #reportOffset(): void {
    const offset = this.#applied.value;
    if (offset === this.#reportedOffset) return;
    this.#reportedOffset = offset;
    this.#options.membership.updateWorker({ offset }).catch(() => {
      this.#reportedOffset = -1;
    });
  }

  #thread(name: string): Worker {
    const { id, amqpUrl, logMaxBytes, logLevel, dataDir, exit } = this.#options;
    const workerData: ThreadSettings = {
      id,
      amqpUrl,
      logMaxBytes,
      logLevel,
      file: `${dataDir}/copy.db`,
      applied: this.#applied.buffer,
    };
    const thread = new Worker(new URL(`./threads/${name}.js`, import.meta.url), { workerData });
    thread.on('error', (error: Error) => exit(1, `${name} failed: ${error.stack ?? error.message}`));
    thread.on('exit', (code) => {
      if (!this.#stopping) exit(1, `${name} ended with ${code}`);
    });
    return thread;
  }

  async #end(thread: Worker | undefined): Promise<void> {
    if (!thread) return;
    const ended = new Promise((resolve) => thread.once('exit', resolve));
    thread.postMessage({ type: 'stop' } satisfies CopyCommand & ReadCommand);
    await ended;
  }
}
