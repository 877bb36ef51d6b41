import type { Logger } from '@rideshare/common';
import type { Announcement, MasterInfo, Membership } from '@rideshare/dbaas';
import { AliveFile } from './alive/alive-file.ts';
import { followDuty } from './checkpoint/duty.ts';
import { copyFileOf, type WorkerConfig } from './config.ts';
import { Election } from './election/election.ts';
import { reportOffset } from './log/report-offset.ts';
import { removeCopy } from './snapshot/install.ts';
import type { ThreadEvent } from './threads/protocol.ts';
import { Threads } from './threads/threads.ts';

export interface WorkerOptions {
  config: WorkerConfig;
  logger: Logger;
  membership: Membership;
  /** Ends the process: what a worker does whenever it cannot go on safely; the pool starts the next one. */
  exit: (code: number, reason: string) => void;
}

/**
 * One worker of the database: keeps a copy, takes part in elections, serves reads as slave and leads as master.
 *
 * This is the thread of the ZooKeeper session. Copy, reads and snapshots have threads of their own, so that neither
 * a commit nor a slow query can starve the session.
 */
export class DatabaseWorker {
  readonly #options: WorkerOptions;
  readonly #threads: Threads;
  readonly #caughtUp = Promise.withResolvers<undefined>();
  #election: Election | undefined;
  #alive: AliveFile | undefined;
  #stopping = false;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#threads = new Threads({
      config: options.config,
      onEvent: (event) => this.#hear(event),
      onFailure: (reason) => options.exit(1, reason),
    });
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
    await this.#threads.stop();
    this.#options.membership.close();
  }

  async #join(): Promise<void> {
    const { config, membership } = this.#options;
    this.#threads.startCopy();
    const [announcement] = await Promise.all([
      membership.awaitAnnouncement(config.id),
      this.#caughtUp.promise,
      this.#threads.startSnapshots(),
    ]);
    if (!this.#stopping) await this.#serve(announcement);
  }

  /** The master leaves the reads to a slave as soon as it is registered, which has to take them by then. */
  async #serve(announcement: Announcement): Promise<void> {
    await this.#threads.startReads();
    if (!this.#stopping) await this.#register(announcement);
  }

  async #register(announcement: Announcement): Promise<void> {
    const { config, membership, logger } = this.#options;
    const { id } = config;
    const offset = this.#threads.applied.value;
    await membership.registerWorker({ id, ...announcement, role: 'slave', offset });
    if (this.#stopping) return;
    logger.info({ ...announcement, offset }, 'joined as slave');
    this.#election = this.#candidate({ id, pid: announcement.pid });
    this.#election.start();
    followDuty({
      id,
      membership,
      onDuty: (writesSnapshots) => this.#threads.tellCopy({ type: 'duty', writesSnapshots }),
      logger,
    });
    if (config.aliveFile !== undefined) this.#alive = new AliveFile(config.aliveFile, logger);
    reportOffset(this.#threads.applied, membership);
  }

  /** The others go on without this worker from here, whatever it still has to finish. */
  async #leave(): Promise<void> {
    await this.#election?.stop();
    await this.#options.membership.leave();
  }

  #candidate(self: MasterInfo): Election {
    const { membership, logger, exit } = this.#options;
    return new Election({
      self,
      electorate: membership,
      logger,
      onElected: () => this.#threads.tellCopy({ type: 'lead' }),
      onDeposed: () => exit(0, 'another worker became master'),
      onServe: (on) => this.#threads.tellReads({ type: 'serve', on }),
    });
  }

  #hear(event: ThreadEvent): void {
    const { logger, config, exit } = this.#options;
    switch (event.type) {
      case 'ready':
        break;
      case 'beat':
        void this.#alive?.touch();
        break;
      case 'caught-up':
        logger.debug({ offset: this.#threads.applied.value }, 'caught up with the log');
        this.#caughtUp.resolve(undefined);
        break;
      case 'leading':
        logger.info({ term: event.term }, 'leading');
        break;
      case 'deposed':
        if (!this.#stopping) exit(0, 'the log shows another master');
        break;
      case 'unusable':
        logger.warn({ reason: event.reason }, 'throwing the copy away');
        removeCopy(copyFileOf(config));
        exit(3, event.reason);
    }
  }
}
