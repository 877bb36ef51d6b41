import type { Logger } from '@rideshare/common';
import type { Announcement } from '@rideshare/dbaas';
import type { WorkerProcess } from '../runtime/worker-runtime.ts';
import type { Clock } from './clock.ts';
import { within } from './deadline.ts';
import type { Members } from './members.ts';

/** Who is registered in ZooKeeper. */
export interface Registrations {
  /** Every worker that holds a znode, be it only the master's. */
  ids: ReadonlySet<string>;
  /** Workers of which there is anything in ZooKeeper: these, and those whose pids stand there. */
  known: ReadonlySet<string>;
  master: string | undefined;
}

export interface RegistryOptions {
  members: Members;
  clock: Clock;
  answerTimeoutMs: number;
  logger: Logger;
  onFailure: (error: unknown) => void;
}

/** The pool's view of ZooKeeper, which may be away at any time: nothing here fails. */
export class Registry {
  readonly #options: RegistryOptions;
  #away = false;
  #answered = false;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** Whether ZooKeeper has ever been there. */
  get answered(): boolean {
    return this.#answered;
  }

  /** Undefined when ZooKeeper can't be asked. */
  async read(): Promise<Registrations | undefined> {
    const { members, clock, answerTimeoutMs, logger } = this.#options;
    try {
      const answers = Promise.all([members.workers(), members.master(), members.announcedIds()]);
      const [workers, master, announced] = await within(answerTimeoutMs, answers, clock);
      if (this.#away) logger.info('ZooKeeper answers again');
      this.#away = false;
      this.#answered = true;
      const ids = new Set(workers.map(({ id }) => id));
      if (master !== undefined) ids.add(master.id);
      return { ids, known: new Set([...ids, ...announced]), master: master?.id };
    } catch (error) {
      if (!this.#away) logger.warn({ err: error }, 'ZooKeeper is away: only dead processes are replaced');
      this.#away = true;
      return undefined;
    }
  }

  /** Tells running workers their pids and containers. */
  async announce(processes: readonly WorkerProcess[]): Promise<void> {
    await this.#each(processes, (process) =>
      this.#options.members.announce(process.id, announcementOf(process)),
    );
  }

  /** Removes the znodes of dead workers: no session timeout needs to be waited for. */
  async bury(ids: readonly string[]): Promise<void> {
    await this.#each(ids, (id) => this.#options.members.removeWorker(id));
  }

  async #each<T>(items: readonly T[], action: (item: T) => Promise<void>): Promise<void> {
    await Promise.all(items.map((item) => action(item).catch(this.#options.onFailure)));
  }
}

function announcementOf({ pid, container }: WorkerProcess): Announcement {
  return container === undefined ? { pid } : { pid, container: container.id };
}
