import { freeze, isOf, isRunning, sendSignal, TcpProxy } from '@rideshare/fault-injection';
import { freePort, startSystem, type RunningSystem, type UnitHandle } from '@rideshare/local';
import { join } from 'node:path';
import type { Violation } from '../contract.ts';
import { Api } from '../system/api.ts';
import type { Arena, Link, Part, Queue, Worker } from '../system/arena.ts';
import { settings } from '../system/settings.ts';
import { leftProcesses } from './leftovers.ts';
import { processComplaint } from './processes.ts';
import { listQueues } from './queues.ts';

/** A system of processes, whose workers reach RabbitMQ and ZooKeeper through proxies. */
export class ProcessArena implements Arena {
  readonly api: Api;
  readonly dir: string;
  readonly system: RunningSystem;
  /** All workers' connections to RabbitMQ and ZooKeeper. */
  readonly links: Readonly<Record<Link, TcpProxy>>;
  readonly #epmdPort: number;

  private constructor(dir: string, system: RunningSystem, epmdPort: number, links: Record<Link, TcpProxy>) {
    this.api = new Api(system.endpoints);
    this.dir = dir;
    this.system = system;
    this.links = links;
    this.#epmdPort = epmdPort;
  }

  /** @throws StartError; then nothing runs any more. */
  static async start(dir: string): Promise<ProcessArena> {
    const ports = { amqp: await freePort(), zookeeper: await freePort(), epmd: await freePort() };
    const links = {
      rabbitmq: await TcpProxy.start(ports.amqp),
      zookeeper: await TcpProxy.start(ports.zookeeper),
    };
    try {
      const env = {
        ...settings,
        WORKER_AMQP_URL: `amqp://127.0.0.1:${links.rabbitmq.port}`,
        WORKER_ZOOKEEPER_URL: `127.0.0.1:${links.zookeeper.port}`,
      };
      return new ProcessArena(dir, await startSystem({ dir, env, ports }), ports.epmd, links);
    } catch (error) {
      await closeAll(links);
      throw error;
    }
  }

  get zookeeperUrl(): string {
    return this.system.zookeeperUrl;
  }

  part(name: Part): UnitHandle {
    return this.system.unit(name);
  }

  async workers(): Promise<readonly Worker[]> {
    const known = await this.api.lastStatus();
    return known.filter(({ pid }) => isRunning(pid) && isOf(pid, this.dir));
  }

  kill({ pid }: Worker): Promise<boolean> {
    return Promise.resolve(sendSignal(pid, 'SIGKILL'));
  }

  freeze({ pid }: Worker): Promise<() => Promise<void>> {
    const thaw = freeze(pid);
    return Promise.resolve(() => {
      thaw();
      return Promise.resolve();
    });
  }

  async copies(): Promise<string[]> {
    const workers = await this.workers();
    return workers.map(({ id }) => join(this.system.workersDir, id, 'data', 'copy.db'));
  }

  queues(): Promise<Queue[]> {
    return listQueues(join(this.dir, 'rabbitmq'), this.#epmdPort);
  }

  complaint(): Promise<string | undefined> {
    return processComplaint(this);
  }

  preserve(): Promise<void> {
    return Promise.resolve();
  }

  async stop(): Promise<void> {
    await this.system.stop();
    await closeAll(this.links);
  }

  leftovers(): Promise<Violation[]> {
    return leftProcesses(this.dir);
  }
}

async function closeAll(links: Readonly<Record<Link, TcpProxy>>): Promise<void> {
  await Promise.all(Object.values(links).map((link) => link.close()));
}
