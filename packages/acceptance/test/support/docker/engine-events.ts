import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { RunningDockerSystem } from '@rideshare/local';
import { until } from '../until.ts';
import { ownedBy } from './containers.ts';

interface EngineEvent {
  Action: string;
  Actor: { ID: string; Attributes: Record<string, string> };
  /** Nanoseconds since 1970. */
  timeNano: number;
}

/** What an engine tells of the containers of a deployment, and when by its clock, which is this machine's. */
export class EngineEvents {
  readonly #events: EngineEvent[] = [];
  readonly #stream: Readable;
  readonly #prefix: string;

  private constructor(stream: Readable, prefix: string) {
    this.#stream = stream;
    this.#prefix = prefix;
    stream.on('error', () => undefined);
    createInterface(stream).on('line', (line) => this.#events.push(JSON.parse(line) as EngineEvent));
  }

  static async follow(system: RunningDockerSystem): Promise<EngineEvents> {
    const stream = await system.docker.getEvents({ filters: { ...ownedBy(system), type: ['container'] } });
    return new EngineEvents(new Readable().wrap(stream), system.prefix);
  }

  /** When a container got this name first since `sinceMs`, in ms since 1970. */
  renamedAt(containerId: string, name: string, sinceMs: number): Promise<number> {
    return until(`the engine to tell that there is a new ${name}`, () => {
      const renamed = this.#events.find(
        ({ Action, Actor: { ID, Attributes }, timeNano }) =>
          Action === 'rename' &&
          ID === containerId &&
          Attributes['name'] === `${this.#prefix}${name}` &&
          timeNano / 1e6 >= sinceMs,
      );
      return Promise.resolve(renamed && renamed.timeNano / 1e6);
    });
  }

  close(): void {
    this.#stream.destroy();
  }
}
