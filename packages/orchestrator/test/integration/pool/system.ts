import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createLogger } from '@rideshare/common';
import { Membership, ZooKeeperSession } from '@rideshare/dbaas';
import type { RunningServer } from '@rideshare/local';
import { startZooKeeper } from '@rideshare/local';
import { Pool } from '../../../src/pool/pool.ts';
import { ProcessRuntime } from '../../../src/runtime/process/process-runtime.ts';
import type { WorkerProcess } from '../../../src/runtime/worker-runtime.ts';

const logger = createLogger('test', 'silent');

/** Everything that one orchestrator keeps its workers with. */
interface Orchestrator {
  session: ZooKeeperSession;
  members: Membership;
  runtime: ProcessRuntime;
  pool: Pool;
}

/** A real ZooKeeper, worker processes that register in it, and an orchestrator that can be restarted. */
export class System {
  readonly zookeeper: RunningServer;
  slaves = 2;
  readonly #dir: string;
  #orchestrator: Orchestrator;

  private constructor(zookeeper: RunningServer, dir: string) {
    this.zookeeper = zookeeper;
    this.#dir = dir;
    this.#orchestrator = this.#begin();
  }

  static async start(): Promise<System> {
    const dir = mkdtempSync(join(tmpdir(), 'pool-'));
    return new System(await startZooKeeper({ dir: join(dir, 'zookeeper') }), dir);
  }

  get pool(): Pool {
    return this.#orchestrator.pool;
  }

  /**
   * Waits until just the wanted workers run and are registered with their pids, one of them as the master,
   * and none of them with a pid that is to go.
   */
  async settled({ without = 0 } = {}): Promise<{ master: WorkerProcess; slaves: WorkerProcess[] }> {
    for (;;) {
      const found = await this.#find().catch(() => undefined);
      const pids = found && [found.master.pid, ...found.slaves.map(({ pid }) => pid)];
      if (found !== undefined && pids?.includes(without) === false) return found;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  async restartOrchestrator(): Promise<void> {
    await this.#end();
    this.#orchestrator = this.#begin();
  }

  async close(): Promise<void> {
    await this.#end();
    const runtime = this.#runtime();
    for (const { id } of await runtime.list()) await runtime.kill(id);
    await runtime.close();
    await this.zookeeper.stop();
    rmSync(this.#dir, { recursive: true });
  }

  async #find(): Promise<{ master: WorkerProcess; slaves: WorkerProcess[] } | undefined> {
    const { runtime, members } = this.#orchestrator;
    const processes = await runtime.list();
    const registered = new Map((await members.workers()).map(({ id, pid }) => [id, pid]));
    const master = await members.master();
    const complete = processes.length === 1 + this.slaves && registered.size === processes.length;
    if (!complete || processes.some(({ id, pid }) => registered.get(id) !== pid)) return undefined;
    const holder = processes.find(({ pid }) => pid === master?.pid);
    return holder && { master: holder, slaves: processes.filter((each) => each !== holder) };
  }

  #begin(): Orchestrator {
    const session = new ZooKeeperSession({ url: this.zookeeper.url, sessionTimeoutMs: 1_000, logger });
    const members = new Membership(session);
    const runtime = this.#runtime();
    const pool = new Pool({ runtime, members, desired: () => this.slaves, logger });
    pool.start();
    return { session, members, runtime, pool };
  }

  async #end(): Promise<void> {
    const { session, members, runtime, pool } = this.#orchestrator;
    await pool.stop();
    await runtime.close();
    members.close();
    await session.close();
  }

  #runtime(): ProcessRuntime {
    const entry = fileURLToPath(new URL('fixtures/member.ts', import.meta.url));
    const env = { ZOOKEEPER_URL: this.zookeeper.url };
    return new ProcessRuntime({ entry, dir: join(this.#dir, 'workers'), env, logger });
  }
}
