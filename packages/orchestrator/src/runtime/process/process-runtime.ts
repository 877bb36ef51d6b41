import type { ChildProcess } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import type { Logger } from '@rideshare/common';
import { ExitWatch } from './exit-watch.ts';
import { identify, isAlive } from './proc.ts';
import { signalGroup, signalProcess } from './signal.ts';
import { spawnDetached } from './spawn-detached.ts';
import { WorkerFolders } from './worker-folders.ts';
import type { WorkerRecord } from './worker-folders.ts';
import type { WorkerProcess, WorkerRuntime } from '../worker-runtime.ts';

export interface ProcessRuntimeOptions {
  /** The worker's main module. */
  entry: string;
  /** Holds one folder for each worker. */
  dir: string;
  /** The workers' whole environment, but for WORKER_ID and DATA_DIR; nothing is inherited. */
  env: Record<string, string>;
  logger: Logger;
}

/**
 * Runs each worker as a process group of its own that outlives the orchestrator; the next one finds it by
 * its `worker.json`. A signal goes only to the very process that was recorded, never to one that got its
 * pid later.
 */
export class ProcessRuntime implements WorkerRuntime {
  readonly #options: ProcessRuntimeOptions;
  readonly #folders: WorkerFolders;
  readonly #exits = new EventEmitter<{ exit: [id: string] }>().setMaxListeners(0);
  readonly #listeners: ((id: string) => void)[] = [];
  readonly #watch = new ExitWatch((id) => this.#ended(id));
  /** The pids of our own children, whose end Node tells us. */
  readonly #children = new Set<number>();

  constructor(options: ProcessRuntimeOptions) {
    this.#options = options;
    this.#folders = new WorkerFolders(options.dir);
    this.#running();
  }

  async start(id: string): Promise<WorkerProcess> {
    const running = this.#find(id);
    if (running !== undefined) return publicPart(running);
    const { entry, env, logger } = this.#options;
    const folders = this.#folders;
    folders.make(id);
    const child = spawnDetached({
      entry,
      env: { ...env, WORKER_ID: id, DATA_DIR: folders.data(id) },
      log: folders.log(id),
    });
    const record = this.#record(id, child);
    if (child.pid === undefined) await once(child, 'spawn');
    if (record === undefined) throw new Error(`worker ${id} ended as soon as it was started`);
    logger.info({ worker: id, pid: record.pid }, 'worker started');
    return publicPart(record);
  }

  async stop(id: string, graceMs: number): Promise<void> {
    const record = this.#find(id);
    if (record === undefined) return;
    const escalation = setTimeout(() => signalGroup(record, 'SIGKILL'), graceMs).unref();
    try {
      const gone = this.#gone(record);
      signalProcess(record, 'SIGTERM');
      await gone;
    } finally {
      clearTimeout(escalation);
    }
  }

  async kill(id: string): Promise<number | undefined> {
    const record = this.#find(id);
    if (record === undefined) return undefined;
    const gone = this.#gone(record);
    signalGroup(record, 'SIGKILL');
    await gone;
    return record.pid;
  }

  list(): Promise<WorkerProcess[]> {
    return Promise.resolve(this.#running().map(publicPart));
  }

  idle(): Promise<string[]> {
    const stopped = this.#folders.ids().filter((id) => this.#find(id) === undefined);
    return Promise.resolve(this.#folders.newestFirst(stopped));
  }

  async forget(id: string): Promise<void> {
    if (this.#find(id) !== undefined) throw new Error(`Worker ${id} is running: its folder stays`);
    await this.#folders.remove(id);
  }

  onExit(listener: (id: string) => void): void {
    this.#listeners.push(listener);
  }

  close(): Promise<void> {
    this.#listeners.length = 0;
    this.#watch.close();
    return Promise.resolve();
  }

  /** A worker without a record would be lost: nothing is waited for in between, and without one it is ended. */
  #record(id: string, child: ChildProcess): WorkerRecord | undefined {
    const { pid } = child;
    const identity = pid === undefined ? undefined : identify(pid);
    if (pid === undefined || identity === undefined) return undefined;
    const record = { id, startedAt: Date.now(), ...identity };
    this.#children.add(pid);
    child.once('exit', (code, by) => {
      this.#children.delete(pid);
      this.#options.logger.info({ worker: id, pid, code, signal: by }, 'worker ended');
      this.#ended(id);
    });
    try {
      this.#folders.write(record);
    } catch (error) {
      signalGroup(record, 'SIGKILL');
      throw error;
    }
    return record;
  }

  #running(): WorkerRecord[] {
    return this.#folders.ids().flatMap((id) => this.#find(id) ?? []);
  }

  #find(id: string): WorkerRecord | undefined {
    const record = this.#folders.read(id);
    if (record === undefined || !isAlive(record)) return undefined;
    if (!this.#children.has(record.pid)) this.#watch.watch(record);
    return record;
  }

  #ended(id: string): void {
    this.#exits.emit('exit', id);
    for (const listener of this.#listeners) listener(id);
  }

  async #gone(record: WorkerRecord): Promise<void> {
    while (isAlive(record)) await once(this.#exits, 'exit');
  }
}

function publicPart({ id, pid, startedAt }: WorkerRecord): WorkerProcess {
  return { id, pid, startedAt };
}
