import type { Logger } from '@rideshare/common';
import type { MasterInfo } from '@rideshare/dbaas';
import { Backoff } from '../pool/backoff.ts';
import type { Clock } from '../pool/clock.ts';
import { ReconcileLoop } from '../pool/reconcile-loop.ts';
import { planNames, type NamedWorker } from './plan-names.ts';
import { defaultNamingSettings, type NamingSettings } from './settings.ts';
import { StuckRenames, type FailedRename } from './stuck-renames.ts';

interface Worker {
  id: string;
  pid: number;
  container?: { name: string };
}

export interface RoleNamesOptions {
  /** The running workers. A rename fails while any container has that name. */
  runtime: {
    list(): Promise<readonly Worker[]>;
    rename(id: string, name: string): Promise<void>;
    /** Tells of each container that is gone, and its name with it. */
    onRemoved(listener: () => void): void;
  };
  members: {
    master(): Promise<MasterInfo | undefined>;
    onChange(listener: () => void): void;
  };
  clock: Clock;
  logger: Logger;
  settings?: Partial<NamingSettings>;
}

/**
 * Lets the names of containers follow the roles of their workers.
 *
 * It is for people, who look at `docker ps`: nothing else goes by these names, or waits for them. Deaths wake it by
 * what they change in ZooKeeper, so that a successor comes first.
 */
export class RoleNames {
  readonly #options: RoleNamesOptions;
  readonly #loop: ReconcileLoop;
  readonly #backoff: Backoff;
  readonly #stuck: StuckRenames;

  constructor(options: RoleNamesOptions) {
    const { clock, logger } = options;
    const settings = { ...defaultNamingSettings, ...options.settings };
    this.#options = options;
    this.#backoff = new Backoff(settings);
    this.#stuck = new StuckRenames({ logger, ...settings });
    this.#loop = new ReconcileLoop({
      ...settings,
      clock,
      pass: () => this.#pass(),
      onError: (error) => logger.debug({ err: error }, 'the containers keep their names for now'),
    });
  }

  start(): void {
    this.#options.members.onChange(() => this.wake());
    this.#options.runtime.onRemoved(() => this.wake());
    this.#loop.start();
  }

  /** Looks at the names at once: when workers have come or gone. */
  wake(): void {
    this.#loop.wake();
  }

  /** Resolves when nothing is being renamed any more. */
  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  async #pass(): Promise<void> {
    const { runtime, members, clock } = this.#options;
    const begunAt = clock.now();
    const master = await members.master();
    if (master === undefined) return;
    const workers = await runtime.list();
    const failed = await this.#rename(workers.flatMap(named), leaderOf(workers, master)?.id);
    const now = clock.now();
    this.#stuck.note(failed, now);
    if (failed.length > 0) this.#backoff.failed(begunAt, now);
    else this.#backoff.succeeded();
    this.#loop.wakeAt(failed.length > 0 ? this.#backoff.retryAt : Infinity);
  }

  /** Leaves out what has to wait for a rename that failed. */
  async #rename(workers: readonly NamedWorker[], master: string | undefined): Promise<FailedRename[]> {
    const { runtime, logger } = this.#options;
    const names = new Map(workers.map(({ id, name }) => [id, name]));
    const failed: FailedRename[] = [];
    for (const { id, name } of planNames(workers, master)) {
      if ([...names.values()].includes(name)) continue;
      try {
        await runtime.rename(id, name);
        names.set(id, name);
        logger.info({ worker: id, name }, 'container renamed');
      } catch (error) {
        failed.push({ id, name, error });
      }
    }
    return failed;
  }
}

/** A worker's id can be used again, while the mastership of the last one of that id lives on. */
function leaderOf(workers: readonly Worker[], { id, pid }: MasterInfo): Worker | undefined {
  return workers.find((worker) => worker.id === id && worker.pid === pid);
}

function named({ id, pid, container }: Worker): NamedWorker[] {
  return container ? [{ id, pid, name: container.name }] : [];
}
