import { isOf, isRunning, TcpProxy } from '@rideshare/fault-injection';
import { freePort, startSystem, type RunningSystem } from '@rideshare/local';
import got from 'got';
import { settings } from './settings.ts';

export interface Worker {
  id: string;
  pid: number;
  role: 'master' | 'slave';
  offset: number;
  /** Log entries behind the foremost worker. */
  lag: number;
}

/** The parts that workers reach through a proxy. */
export type Link = 'rabbitmq' | 'zookeeper';

const ANSWER_MS = 2_000;

/** A system of its own, and what strikes reach it by. */
export class Arena {
  readonly dir: string;
  readonly system: RunningSystem;
  readonly epmdPort: number;
  /** All workers' connections to RabbitMQ and ZooKeeper. */
  readonly links: Readonly<Record<Link, TcpProxy>>;
  #known: readonly Worker[] = [];

  private constructor(dir: string, system: RunningSystem, epmdPort: number, links: Record<Link, TcpProxy>) {
    this.dir = dir;
    this.system = system;
    this.epmdPort = epmdPort;
    this.links = links;
  }

  /** @throws StartError; then nothing runs any more. */
  static async start(dir: string): Promise<Arena> {
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
      return new Arena(dir, await startSystem({ dir, env, ports }), ports.epmd, links);
    } catch (error) {
      await closeAll(links);
      throw error;
    }
  }

  /** The workers that run, by the orchestrator's word, or by its last one while it can't tell. */
  async workers(): Promise<readonly Worker[]> {
    const known = await this.status().catch(() => this.#known);
    return known.filter(({ pid }) => isRunning(pid) && isOf(pid, this.dir));
  }

  /** All that are registered. @throws RequestError while nobody can tell. */
  async status(): Promise<readonly Worker[]> {
    this.#known = await this.ask<Worker[]>('api/v1/worker/status');
    return this.#known;
  }

  /** @throws RequestError unless the service answers 200. */
  ask<T>(path: string, service: 'dbaas' | 'users' | 'rides' = 'dbaas'): Promise<T> {
    return got(`${this.system.endpoints[service]}/${path}`, {
      retry: { limit: 0 },
      timeout: { request: ANSWER_MS },
    }).json<T>();
  }

  async stop(): Promise<void> {
    await this.system.stop();
    await closeAll(this.links);
  }
}

async function closeAll(links: Readonly<Record<Link, TcpProxy>>): Promise<void> {
  await Promise.all(Object.values(links).map((link) => link.close()));
}
