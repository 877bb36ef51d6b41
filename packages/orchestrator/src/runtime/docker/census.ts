import type { WorkerContainer, WorkerProcess } from '../worker-runtime.ts';
import { coalesce } from './coalesce.ts';
import type { ContainerRecord, Engine } from './engine.ts';
import { PidCache } from './pid-cache.ts';
import type { Undertaker } from './undertaker.ts';

export interface RunningWorker extends WorkerProcess {
  container: WorkerContainer;
}

export interface CensusOptions {
  engine: Pick<Engine, 'containers' | 'inspect'>;
  undertaker: Pick<Undertaker, 'bury'>;
  /** The digest of what new workers are made of. */
  spec: string;
  /** Whether containers can't end unheard: then what is known of a running one holds. */
  watching: () => boolean;
  /** Called once for each worker that ends. */
  onExit: (worker: string) => void;
}

/** The one process of a container, from when the container exists until it has ended. */
interface Run {
  worker: string;
  /** Whether it runs for all that is known, so that it has ended when it is not listed. */
  started: boolean;
  gone: PromiseWithResolvers<void>;
}

/**
 * Knows which workers run. It learns of ends by events, and by comparing what it knows with the engine's list.
 *
 * A container has one process in its life. When that has ended, the container has; whatever somebody starts in it
 * afterwards is removed with it. So a container's id names its process for all time, and an end that is heard of
 * twice, or late, is the same end.
 */
export class Census {
  readonly #options: CensusOptions;
  readonly #pids: PidCache;
  readonly #runs = new Map<string, Run>();
  /** Containers that have ended, or are removed, and may still be listed as running. */
  readonly #condemned = new Set<string>();
  /** Workers whose containers are being made, and have no id yet. */
  readonly #expected = new Set<string>();

  constructor(options: CensusOptions) {
    this.#options = options;
    this.#pids = new PidCache(options.engine);
  }

  /** The workers that run now. All others that the engine lists are removed. */
  readonly look = coalesce(() => this.#look());

  /** Asks for everything anew: what was known may be wrong. */
  async recount(): Promise<void> {
    this.#pids.clear();
    await this.look();
  }

  /** Has the worker's container made; answers with its id. From then on its end is told. */
  async expect(worker: string, make: () => Promise<string>): Promise<string> {
    this.#expected.add(worker);
    try {
      const id = await make();
      this.#runs.set(id, { worker, started: false, gone: Promise.withResolvers() });
      return id;
    } finally {
      this.#expected.delete(worker);
    }
  }

  /** A container has been started, or was when it has ended since. */
  started(id: string): void {
    const run = this.#runs.get(id);
    if (run !== undefined) run.started = true;
  }

  /** A container could not be started; unless it was after all, it is removed, and nothing is told. */
  abandon(id: string): void {
    const run = this.#runs.get(id);
    if (run === undefined || run.started) return;
    this.#runs.delete(id);
    this.#condemn(id, run.worker);
  }

  /** A container has ended. */
  ended(id: string): void {
    const run = this.#runs.get(id);
    this.#runs.delete(id);
    this.#pids.forget(id);
    this.#condemned.add(id);
    if (run === undefined) return;
    run.gone.resolve();
    this.#options.onExit(run.worker);
    this.#options.undertaker.bury(id, run.worker);
  }

  /** Whether the worker has a container that has not ended. */
  has(worker: string): boolean {
    return this.#expected.has(worker) || [...this.#runs.values()].some((run) => run.worker === worker);
  }

  /** Resolves when the container has ended. */
  async gone(id: string): Promise<void> {
    await this.#runs.get(id)?.gone.promise;
  }

  async #look(): Promise<RunningWorker[]> {
    const { engine, watching } = this.#options;
    if (!watching()) this.#pids.clear();
    const startedBefore = [...this.#runs].flatMap(([id, { started }]) => (started ? [id] : []));
    const listed = await engine.containers();
    const read = (await Promise.all(listed.map((record) => this.#read(record)))).flat();
    const running = read.filter(({ container }) => !this.#condemned.has(container.id));
    for (const { id, container } of running) this.#noteRunning(container.id, id);
    const present = new Set(running.map(({ container }) => container.id));
    for (const id of startedBefore) if (!present.has(id)) this.ended(id);
    for (const { id, worker } of listed) {
      if (!this.#runs.has(id) && !this.#expected.has(worker)) this.#condemn(id, worker);
    }
    this.#forgetRemoved(new Set(listed.map(({ id }) => id)));
    return running;
  }

  async #read({ id, worker, spec, name, running }: ContainerRecord): Promise<RunningWorker[]> {
    if (!running || this.#condemned.has(id)) return [];
    const process = await this.#pids.processOf(id);
    if (process === undefined) return [];
    const known = { id: worker, ...process, container: { id, name } };
    return [spec === this.#options.spec ? known : { ...known, outdated: true }];
  }

  #noteRunning(id: string, worker: string): void {
    const run = this.#runs.get(id) ?? { worker, started: true, gone: Promise.withResolvers() };
    run.started = true;
    this.#runs.set(id, run);
  }

  /** From now on it is not told to run, whatever becomes of it. */
  #condemn(id: string, worker: string): void {
    this.#condemned.add(id);
    this.#options.undertaker.bury(id, worker);
  }

  #forgetRemoved(listed: ReadonlySet<string>): void {
    for (const id of this.#condemned) if (!listed.has(id)) this.#condemned.delete(id);
  }
}
