import { createInterface } from 'node:readline';
import type { RunningDockerSystem } from '@rideshare/local';
import { until } from '../../../src/until.ts';
import { filtersOf } from '../../../src/faults/docker/engine.ts';

interface RenameEvent {
  Actor: { ID: string; Attributes: Record<string, string> };
  /** Nanoseconds since 1970. */
  timeNano: number;
}

/** Which container of a deployment got which name, and when by the engine's clock, which is this machine's. */
export class Renames {
  readonly #events: RenameEvent[] = [];
  readonly #prefix: string;
  readonly #connection = new AbortController();

  private constructor(prefix: string) {
    this.#prefix = prefix;
  }

  static async follow(system: RunningDockerSystem): Promise<Renames> {
    const renames = new Renames(system.prefix);
    await renames.#listen(system);
    return renames;
  }

  /** When a container got this name first since `sinceMs`, in ms since 1970. */
  at(containerId: string, name: string, sinceMs: number): Promise<number> {
    return until(`the engine to tell that there is a new ${name}`, () => {
      const renamed = this.#events.find(
        ({ Actor: { ID, Attributes }, timeNano }) =>
          ID === containerId && Attributes['name'] === `${this.#prefix}${name}` && timeNano / 1e6 >= sinceMs,
      );
      return Promise.resolve(renamed && renamed.timeNano / 1e6);
    });
  }

  close(): void {
    this.#connection.abort();
  }

  async #listen(system: RunningDockerSystem): Promise<void> {
    const { signal: abortSignal } = this.#connection;
    const filters = { ...filtersOf(system), type: ['container' as const], event: ['rename' as const] };
    const input = await system.docker.getEvents({ filters, abortSignal });
    const lines = createInterface({ input }).on('error', () => undefined);
    lines.on('line', (line) => this.#events.push(JSON.parse(line) as RenameEvent));
  }
}
