import { randomBytes } from 'node:crypto';
import type { Logger } from '@rideshare/common';
import type { WorkerRuntime } from '../runtime/worker-runtime.ts';
import type { Members } from './members.ts';
import { Operations } from './operations.ts';
import type { PoolSettings } from './settings.ts';

export interface ActionsOptions {
  runtime: WorkerRuntime;
  members: Members;
  settings: PoolSettings;
  logger: Logger;
  onFailure: (error: unknown) => void;
  /** Called when an action has ended, well or badly. */
  onEnd: () => void;
}

/** What the pool does to workers. All of it goes on behind the passes, which never wait for it. */
export class Actions {
  readonly #options: ActionsOptions;
  readonly #operations: Operations;

  constructor(options: ActionsOptions) {
    this.#options = options;
    this.#operations = new Operations(options);
  }

  /** What is under way, as of now. */
  underWay(): { starting: Set<string>; draining: Set<string>; dying: Set<string> } {
    const operations = this.#operations;
    return {
      starting: operations.ids('start'),
      draining: operations.ids('stop'),
      dying: operations.ids('kill'),
    };
  }

  /**
   * Starts this many workers, first on the given copies: what a copy holds need not be read from the log again.
   * Of the copies left over all but `spare` are forgotten. Answers with the ids of the workers.
   */
  start(count: number, copies: readonly string[], spare: number): string[] {
    const usable = copies.filter((id) => !this.#operations.has(id));
    const reused = usable.slice(0, count);
    const fresh = Array.from({ length: count - reused.length }, newWorkerId);
    for (const id of reused) this.#reuse(id);
    for (const id of fresh) this.#operations.begin('start', id, () => this.#options.runtime.start(id));
    for (const id of usable.slice(count + spare)) this.#forget(id);
    return [...reused, ...fresh];
  }

  drain(id: string): void {
    const { runtime, settings, logger } = this.#options;
    logger.info({ worker: id }, 'draining a worker that is not wanted any more');
    this.#operations.begin('stop', id, () => runtime.stop(id, settings.drainTimeoutMs));
  }

  kill(id: string): void {
    const { runtime, logger } = this.#options;
    logger.warn({ worker: id }, 'killing a worker that runs but is missing from ZooKeeper');
    this.#operations.begin('kill', id, () => runtime.kill(id));
  }

  /** Waits until nothing is being started. */
  async started(): Promise<void> {
    await this.#operations.settled('start');
  }

  /** The last worker of that name may have left its znodes, with a pid that is not right any more. */
  #reuse(id: string): void {
    this.#operations.begin('start', id, async () => {
      await this.#options.members.removeWorker(id);
      await this.#options.runtime.start(id);
    });
  }

  #forget(id: string): void {
    this.#operations.begin('forget', id, async () => {
      await this.#options.members.removeWorker(id);
      await this.#options.runtime.forget(id);
    });
  }
}

function newWorkerId(): string {
  return `worker-${randomBytes(4).toString('hex')}`;
}
