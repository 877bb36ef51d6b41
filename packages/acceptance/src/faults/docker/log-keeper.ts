import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type Docker from 'dockerode';
import { containersOf, filtersOf, nameOf, type Deployed } from './engine.ts';

/** What an engine tells when a container has started. */
interface StartEvent {
  Actor: { ID: string; Attributes: Record<string, string> };
  /** Nanoseconds since 1970, rounded to what a number can hold. */
  timeNano: number;
}

/** An engine tells of a start when the container has perhaps said something already. */
const EARLIER_S = 0.5;

/** Writes down what the containers of a deployment say, which the engine forgets when it removes them. */
export class LogKeeper {
  readonly #docker: Docker;
  readonly #dir: string;
  readonly #events: Readable;
  readonly #writing = new Set<Promise<void>>();

  private constructor(docker: Docker, dir: string, events: Readable) {
    this.#docker = docker;
    this.#dir = dir;
    this.#events = events;
  }

  /** From the beginning of those that run now. */
  static async start(system: Deployed, dir: string): Promise<LogKeeper> {
    const { docker } = system;
    await mkdir(dir, { recursive: true });
    const events = await docker.getEvents({
      filters: { ...filtersOf(system), type: ['container'], event: ['start'] },
    });
    const keeper = new LogKeeper(docker, dir, readable(events));
    for (const container of await containersOf(system)) {
      keeper.#follow(container.Id, container.Labels['rideshare.worker'] ?? nameOf(container, system));
    }
    keeper.#listen(system);
    return keeper;
  }

  /** Resolves when all is written; the containers must be gone. */
  async close(): Promise<void> {
    this.#events.destroy();
    await Promise.all(this.#writing);
  }

  #listen({ prefix }: Deployed): void {
    this.#events.on('error', () => undefined);
    createInterface(this.#events).on('line', (line) => {
      const { Actor: actor, timeNano } = JSON.parse(line) as StartEvent;
      const { 'rideshare.worker': worker, name = '' } = actor.Attributes;
      this.#follow(actor.ID, worker ?? name.slice(prefix.length), timeNano / 1e9 - EARLIER_S);
    });
  }

  /** @param since seconds since 1970; all of it without */
  #follow(id: string, name: string, since = 0): void {
    const writing = this.#write(id, join(this.#dir, `${name}.log`), since).catch(() => undefined);
    this.#writing.add(writing);
    void writing.then(() => this.#writing.delete(writing));
  }

  async #write(id: string, path: string, since: number): Promise<void> {
    const options = { follow: true, stdout: true, stderr: true, since } as const;
    const said = await this.#docker.getContainer(id).logs(options);
    const file = createWriteStream(path, { flags: 'a' });
    this.#docker.modem.demuxStream(said, file, file);
    await finished(said).finally(() => file.end());
    await finished(file);
  }
}

/** An engine's answer is one in truth, and as such can be destroyed. */
function readable(stream: NodeJS.ReadableStream): Readable {
  return stream instanceof Readable ? stream : new Readable().wrap(stream);
}
