import type { ContainerState, Engine } from './engine.ts';

type Process = Pick<ContainerState, 'pid' | 'startedAt'>;

/** What process a container runs, asked for once: a container of ours has one in its life, and is done for after it. */
export class PidCache {
  readonly #engine: Pick<Engine, 'inspect'>;
  readonly #known = new Map<string, Process>();

  constructor(engine: Pick<Engine, 'inspect'>) {
    this.#engine = engine;
  }

  /** Undefined when the container does not run, or runs another process than its first. */
  async processOf(id: string): Promise<Process | undefined> {
    const known = this.#known.get(id) ?? (await this.#ask(id));
    if (known !== undefined) this.#known.set(id, known);
    return known;
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  clear(): void {
    this.#known.clear();
  }

  async #ask(id: string): Promise<Process | undefined> {
    const state = await this.#engine.inspect(id);
    if (!state?.running || state.endedAt !== undefined) return undefined;
    return { pid: state.pid, startedAt: state.startedAt };
  }
}
