import type { Logger } from '@rideshare/common';
import type { Clock } from '../../pool/clock.ts';
import { within } from '../../pool/deadline.ts';
import { checkWorkerId } from '../worker-id.ts';
import type { WorkerProcess, WorkerRuntime } from '../worker-runtime.ts';
import { Census } from './census.ts';
import type { RunningWorker } from './census.ts';
import { containerSpec, specDigest } from './container-spec.ts';
import type { SpecOptions } from './container-spec.ts';
import { CopyAges } from './copy-ages.ts';
import { EndWatch } from './end-watch.ts';
import type { Engine } from './engine.ts';
import { Undertaker } from './undertaker.ts';

export interface DockerRuntimeOptions {
  engine: Engine;
  /** What the workers' containers are made of. */
  spec: SpecOptions;
  clock: Clock;
  logger: Logger;
}

/**
 * Runs each worker in a container of its own, with a volume of its own that stays when the container is removed. The
 * next orchestrator finds both by their labels.
 *
 * A container that has ended, whoever ended it, is removed and never started again.
 */
export class DockerRuntime implements WorkerRuntime {
  readonly #options: DockerRuntimeOptions;
  readonly #undertaker: Undertaker;
  readonly #census: Census;
  readonly #watch: EndWatch;
  readonly #copyAges = new CopyAges();
  readonly #starts = new Map<string, Promise<WorkerProcess>>();
  readonly #listeners: ((id: string) => void)[] = [];
  readonly #removalListeners: (() => void)[] = [];

  private constructor(options: DockerRuntimeOptions) {
    this.#options = options;
    this.#undertaker = new Undertaker({
      ...options,
      onFound: (id, endedAt) => this.#copyAges.note(id, endedAt),
      onRemoved: () => this.#removed(),
    });
    this.#census = new Census({
      ...options,
      undertaker: this.#undertaker,
      spec: specDigest(options.spec),
      watching: () => this.#watch.connected,
      onExit: (id) => this.#ended(id),
    });
    this.#watch = new EndWatch({
      ...options,
      onEnd: (container) => this.#census.ended(container),
      onConnected: () => this.#census.recount(),
    });
  }

  /** Finds the workers that run already. Fails when the engine can't be asked. */
  static async open(options: DockerRuntimeOptions): Promise<DockerRuntime> {
    const runtime = new DockerRuntime(options);
    await runtime.#watch.open();
    return runtime;
  }

  /** Whether the engine tells which workers end. */
  get connected(): boolean {
    return this.#watch.connected;
  }

  async start(id: string): Promise<WorkerProcess> {
    checkWorkerId(id);
    const start = this.#starts.get(id) ?? this.#start(id).finally(() => this.#starts.delete(id));
    this.#starts.set(id, start);
    return start;
  }

  async stop(id: string, graceMs: number): Promise<void> {
    const worker = await this.#find(id);
    if (worker === undefined) return;
    const { engine, clock } = this.#options;
    const gone = this.#census.gone(worker.container.id);
    await engine.signal(worker.container.id, 'SIGTERM');
    await within(graceMs, gone, clock).catch(() => this.#kill(worker));
  }

  async kill(id: string): Promise<number | undefined> {
    const worker = await this.#find(id);
    return worker && (await this.#kill(worker)) ? worker.pid : undefined;
  }

  list(): Promise<RunningWorker[]> {
    return this.#census.look();
  }

  async idle(): Promise<string[]> {
    const volumes = await this.#options.engine.volumes();
    return this.#copyAges.newestFirst(volumes.filter(({ worker }) => !this.#isInUse(worker)));
  }

  async forget(id: string): Promise<void> {
    if ((await this.#find(id)) !== undefined || this.#isInUse(id))
      throw new Error(`Worker ${id} is running: its volume stays`);
    await this.#undertaker.buried(id);
    await this.#options.engine.removeVolume(id);
    this.#copyAges.forget(id);
  }

  /** Gives a running worker's container another name, unless some container has it already. */
  async rename(id: string, name: string): Promise<void> {
    const worker = await this.#find(id);
    if (worker === undefined) throw new Error(`Worker ${id} does not run: it is not renamed`);
    await this.#options.engine.rename(worker.container.id, name);
  }

  onExit(listener: (id: string) => void): void {
    this.#listeners.push(listener);
  }

  /** Calls the listener when the container of a worker that has ended is gone, so that its name is free. */
  onRemoved(listener: () => void): void {
    this.#removalListeners.push(listener);
  }

  close(): Promise<void> {
    this.#listeners.length = 0;
    this.#removalListeners.length = 0;
    this.#watch.close();
    return Promise.resolve();
  }

  async #start(id: string): Promise<WorkerProcess> {
    const running = await this.#find(id);
    if (running !== undefined) return running;
    const { engine, spec, logger } = this.#options;
    await this.#undertaker.buried(id);
    const container = await this.#census.expect(id, () => engine.create(containerSpec(id, spec)));
    try {
      await engine.start(container);
    } catch (error) {
      this.#census.abandon(container);
      throw error;
    }
    this.#census.started(container);
    const started = await this.#find(id);
    if (started === undefined) throw new Error(`worker ${id} ended as soon as it was started`);
    logger.info({ worker: id, pid: started.pid, container }, 'worker started');
    return started;
  }

  /**
   * Resolves when the worker is gone: with false when it was before it could be killed. The engine answers a kill when
   * it has cleared up behind the process; the event that it has ended comes 100 ms earlier.
   */
  async #kill({ container: { id } }: RunningWorker): Promise<boolean> {
    const gone = this.#census.gone(id);
    const killed = this.#options.engine.signal(id, 'SIGKILL').then(async (wasRunning) => {
      await this.#census.look();
      await gone;
      return wasRunning;
    });
    return Promise.race([gone.then(() => true), killed]);
  }

  async #find(id: string): Promise<RunningWorker | undefined> {
    return (await this.#census.look()).find((worker) => worker.id === id);
  }

  #isInUse(id: string): boolean {
    return this.#starts.has(id) || this.#census.has(id);
  }

  #removed(): void {
    for (const listener of this.#removalListeners) listener();
  }

  #ended(id: string): void {
    this.#copyAges.note(id, this.#options.clock.now());
    for (const listener of this.#listeners) listener(id);
  }
}
