import { freeze, isRunning, sendSignal } from '@rideshare/fault-injection';
import {
  startDockerSystem,
  StartError,
  type RunningDockerSystem,
  type UnitHandle,
  type WorkerContainer,
} from '@rideshare/local';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Violation } from '../contract.ts';
import type { Random } from '../random.ts';
import { Api } from '../system/api.ts';
import type { Arena, Part, Queue, Worker } from '../system/arena.ts';
import { settings } from '../system/settings.ts';
import { containerComplaint } from './containers.ts';
import { unlessGone } from './engine.ts';
import { leftThings } from './leftovers.ts';
import { LogKeeper } from './log-keeper.ts';
import { listQueues } from './queues.ts';

/** A worker and the container that it runs in. */
export interface ContainedWorker extends Worker, Pick<WorkerContainer, 'containerId' | 'name' | 'dataDir'> {}

/** A deployment of its own on this machine's engine. */
export class DockerArena implements Arena<ContainedWorker> {
  readonly api: Api;
  readonly system: RunningDockerSystem;
  readonly #dir: string;
  readonly #logs: LogKeeper;

  private constructor(dir: string, system: RunningDockerSystem, logs: LogKeeper) {
    this.api = new Api(system.endpoints);
    this.#dir = dir;
    this.system = system;
    this.#logs = logs;
  }

  /**
   * @param dir gets the logs, and what is preserved
   * @throws StartError; then nothing of it is left
   */
  static async start(dir: string): Promise<DockerArena> {
    if (process.getuid?.() !== 0) {
      throw new StartError(
        'Only root may strike containers: their processes, networks and volumes are reached from outside.',
      );
    }
    const system = await startDockerSystem({ env: settings });
    return new DockerArena(dir, system, await LogKeeper.start(system, join(dir, 'logs')));
  }

  get zookeeperUrl(): string {
    return this.system.zookeeperUrl;
  }

  part(name: Part): UnitHandle {
    return this.system.unit(name);
  }

  async workers(): Promise<readonly ContainedWorker[]> {
    const [known, running] = await Promise.all([this.api.lastStatus(), this.system.workers()]);
    // The engine learns of an end a moment later.
    const containers = running.filter(({ pid }) => isRunning(pid));
    return containers.flatMap((container) => {
      const worker = known.find(({ id }) => id === container.id);
      return worker === undefined ? [] : [{ ...worker, ...container }];
    });
  }

  async kill({ pid, containerId }: ContainedWorker, random: Random): Promise<boolean> {
    if (random.next() < 0.5) return sendSignal(pid, 'SIGKILL');
    return unlessGone(this.system.docker.getContainer(containerId).kill());
  }

  async freeze({ pid, containerId }: ContainedWorker, random: Random): Promise<() => Promise<void>> {
    if (random.next() < 0.5) {
      const thaw = freeze(pid);
      return () => {
        thaw();
        return Promise.resolve();
      };
    }
    const container = this.system.docker.getContainer(containerId);
    await unlessGone(container.pause());
    return async () => {
      await unlessGone(container.unpause());
    };
  }

  async copies(): Promise<string[]> {
    return (await this.workers()).map(({ dataDir }) => join(dataDir, 'copy.db'));
  }

  queues(): Promise<Queue[]> {
    return listQueues(this.system);
  }

  complaint(): Promise<string | undefined> {
    return containerComplaint(this);
  }

  async preserve(): Promise<void> {
    const workers = await this.system.workers();
    await Promise.all(
      workers.map(({ id, dataDir }) => cp(dataDir, join(this.#dir, 'workers', id), { recursive: true })),
    );
  }

  async stop(): Promise<void> {
    await this.system.stop();
    await this.#logs.close();
  }

  leftovers(): Promise<Violation[]> {
    return leftThings(this.system);
  }
}
