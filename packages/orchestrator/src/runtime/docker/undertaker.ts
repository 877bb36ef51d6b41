import type { Logger } from '@rideshare/common';
import type { ContainerState, Engine } from './engine.ts';

export interface UndertakerOptions {
  engine: Pick<Engine, 'inspect' | 'lastLines' | 'remove'>;
  logger: Logger;
  /** Told when a worker has ended (ms since the epoch). */
  onFound: (worker: string, endedAt: number) => void;
  /** Told when a container has been removed, and its name with it. */
  onRemoved: () => void;
}

interface Burial {
  worker: string;
  done: Promise<void>;
}

const LAST_LINES = 20;

/** Removes containers of workers that have ended, and tells what one that failed has written last. */
export class Undertaker {
  readonly #options: UndertakerOptions;
  readonly #burials = new Map<string, Burial>();

  constructor(options: UndertakerOptions) {
    this.#options = options;
  }

  /** Removes a container, running or not, unless that is being done. One that can't be removed now stays. */
  bury(id: string, worker: string): void {
    if (this.#burials.has(id)) return;
    this.#burials.set(id, { worker, done: this.#bury(id, worker) });
  }

  /** Waits for the removals of a worker's containers that are under way. */
  async buried(worker: string): Promise<void> {
    const burials = [...this.#burials.values()].filter((burial) => burial.worker === worker);
    await Promise.all(burials.map(({ done }) => done));
  }

  async #bury(id: string, worker: string): Promise<void> {
    const { engine, logger, onRemoved } = this.#options;
    try {
      const state = await engine.inspect(id);
      if (state?.endedAt !== undefined) await this.#report(id, worker, state);
      await engine.remove(id);
      onRemoved();
    } catch (error) {
      logger.warn({ err: error, worker, container: id }, 'a container that has ended cannot be removed yet');
    }
    this.#burials.delete(id);
  }

  async #report(id: string, worker: string, state: ContainerState): Promise<void> {
    const { engine, logger, onFound } = this.#options;
    const { endedAt = 0, exitCode, outOfMemory } = state;
    onFound(worker, endedAt);
    const facts = { worker, container: id, exitCode, outOfMemory };
    if (exitCode === 0) logger.info(facts, 'worker ended');
    else logger.warn({ ...facts, lastLines: await engine.lastLines(id, LAST_LINES) }, 'worker failed');
  }
}
