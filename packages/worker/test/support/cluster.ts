import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@rideshare/common';
import { Membership, type WorkerInfo, ZooKeeperSession } from '@rideshare/dbaas';
import { type RunningServer, startRabbitMQ, startZooKeeper, temporaryFolder } from '@rideshare/local';

const ENTRY = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface RunningWorker {
  id: string;
  pid: number;
  file: string;
  child: ChildProcess;
}

/** Workers over a RabbitMQ and a ZooKeeper of their own. The test takes the orchestrator's part. */
export class Cluster {
  readonly broker: RunningServer;
  readonly zookeeper: RunningServer;
  readonly members: Membership;
  readonly snapshotsDir: string;
  readonly #folder: Awaited<ReturnType<typeof temporaryFolder>>;
  readonly #env: Record<string, string>;
  readonly #session: ZooKeeperSession;
  readonly #workers: RunningWorker[] = [];

  private constructor(
    broker: RunningServer,
    zookeeper: RunningServer,
    folder: Awaited<ReturnType<typeof temporaryFolder>>,
    env: Record<string, string>,
  ) {
    this.broker = broker;
    this.zookeeper = zookeeper;
    this.#folder = folder;
    this.#env = env;
    this.snapshotsDir = join(folder.path, 'snapshots');
    const logger = createLogger('cluster', 'silent');
    this.#session = new ZooKeeperSession({ url: zookeeper.url, sessionTimeoutMs: 1_000, logger });
    this.members = new Membership(this.#session);
  }

  /** @param env more of the environment of all workers */
  static async start(env: Record<string, string> = {}): Promise<Cluster> {
    const folder = await temporaryFolder();
    const [broker, zookeeper] = await Promise.all([
      startRabbitMQ({ dir: join(folder.path, 'rabbitmq') }),
      startZooKeeper({ dir: join(folder.path, 'zookeeper') }),
    ]);
    return new Cluster(broker, zookeeper, folder, env);
  }

  /**
   * Starts a worker, tells it its pid, and waits until it has joined.
   * @param pid what it is told instead, and so its place in the elections
   */
  async startWorker(id: string, env: Record<string, string> = {}, pid?: number): Promise<RunningWorker> {
    const worker = await this.spawnWorker(id, env);
    await this.members.announce(id, { pid: pid ?? worker.pid });
    await this.until((workers) => workers.some((info) => info.id === id));
    return worker;
  }

  /** Starts a worker that waits to be told its pid. */
  async spawnWorker(id: string, env: Record<string, string> = {}): Promise<RunningWorker> {
    const dir = join(this.#folder.path, id);
    await mkdir(dir, { recursive: true });
    const log = openSync(join(dir, 'worker.log'), 'a');
    const child = spawn(process.execPath, [ENTRY], {
      env: {
        ...process.env,
        WORKER_ID: id,
        DATA_DIR: dir,
        AMQP_URL: this.broker.url,
        ZOOKEEPER_URL: this.zookeeper.url,
        SNAPSHOTS_DIR: this.snapshotsDir,
        ...this.#env,
        ...env,
      },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    await once(child, 'spawn');
    const worker = { id, pid: child.pid ?? 0, file: join(dir, 'copy.db'), child };
    this.#workers.push(worker);
    return worker;
  }

  /** Ends a worker by kill -9 and takes it out of ZooKeeper, as the orchestrator does. */
  async killWorker(worker: RunningWorker): Promise<void> {
    await end(worker.child);
    await this.members.removeWorker(worker.id);
  }

  /** Resolves with the registered workers when they are as wanted. */
  async until(wanted: (workers: WorkerInfo[]) => boolean): Promise<WorkerInfo[]> {
    for (;;) {
      const changed = new Promise<void>((resolve) => this.members.onChange(resolve));
      const workers = await this.members.workers();
      if (wanted(workers)) return workers;
      await Promise.race([changed, new Promise((resolve) => setTimeout(resolve, 50))]);
    }
  }

  /** What a worker of this id has logged, oldest first. */
  async logOf(id: string): Promise<Record<string, unknown>[]> {
    const text = await readFile(join(this.#folder.path, id, 'worker.log'), 'utf8');
    return text
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** Resolves with the id of the worker that leads. */
  async leader(): Promise<string> {
    const workers = await this.until((infos) => infos.some(({ role }) => role === 'master'));
    return workers.find(({ role }) => role === 'master')?.id ?? '';
  }

  async stop(): Promise<void> {
    await Promise.all(this.#workers.map(({ child }) => end(child)));
    this.members.close();
    await this.#session.close();
    await Promise.all([this.broker.stop(), this.zookeeper.stop()]);
    await this.#folder.remove();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}
