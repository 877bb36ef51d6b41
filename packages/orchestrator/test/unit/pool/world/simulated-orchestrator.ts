import { createLogger } from '@rideshare/common';
import type { Members } from '../../../../src/pool/members.ts';
import { Pool } from '../../../../src/pool/pool.ts';
import type { WorkerRuntime } from '../../../../src/runtime/worker-runtime.ts';
import type { SimulatedSession } from './simulated-worker.ts';
import type { SimulatedWorld } from './simulated-world.ts';
import { take } from './simulated-world.ts';

const START_MS = 50;
const DRAIN_MS = 100;

export const SETTINGS = {
  tickMs: 2_000,
  startTimeoutMs: 5_000,
  lostTimeoutMs: 2_000,
  drainTimeoutMs: 1_000,
  backoffMs: 500,
  maxBackoffMs: 2_000,
  spareCopies: 2,
  firstAnswerTimeoutMs: 1_000,
};

interface Seen {
  wanted: number;
  zookeeperAway: boolean;
  registered: readonly SimulatedSession[];
  master: SimulatedSession | undefined;
}

/** One orchestrator with its pool in a world that outlives it. What it must never do is noted as a violation. */
export class SimulatedOrchestrator {
  readonly pool: Pool;
  /** What the pool did, in order. */
  readonly deeds: string[] = [];
  readonly violations: string[] = [];
  desired: number;
  readonly #world: SimulatedWorld;
  readonly #latencyMs: number;
  readonly #starting = new Set<string>();
  /** What the pool has been told last: it can't be blamed for what it could not know. */
  #seen: Seen = { wanted: 0, zookeeperAway: false, registered: [], master: undefined };
  #crashed = false;

  /** Every call takes twice the latency. */
  constructor(world: SimulatedWorld, desired: number, latencyMs = 0) {
    this.#world = world;
    this.desired = desired;
    this.#latencyMs = latencyMs;
    this.pool = new Pool({
      runtime: this.#runtime(),
      members: this.#members(),
      desired: () => {
        this.#seen.wanted = 1 + this.desired;
        return this.desired;
      },
      clock: world.clock,
      logger: createLogger('test', 'silent'),
      settings: SETTINGS,
    });
    this.pool.start();
  }

  setDesired(desired: number): void {
    this.desired = desired;
    this.pool.wake();
  }

  /** From now on nothing that it does or waits for happens. */
  crash(): void {
    this.#crashed = true;
    void this.pool.stop();
  }

  count(deed: string): number {
    return this.deeds.filter((each) => each.startsWith(deed)).length;
  }

  #runtime(): WorkerRuntime {
    const world = this.#world;
    return {
      start: (id) => this.#call(() => this.#start(id)),
      stop: (id, graceMs) => this.#call(() => this.#stop(id, graceMs)),
      kill: (id) => this.#call(() => this.#kill(id)),
      list: () => this.#call(() => [...world.workers.values()]),
      idle: () => this.#call(() => this.#idle()),
      forget: (id) => this.#call(() => this.#forget(id)),
      onExit: (listener) => world.onExit.add(listener),
      close: () => Promise.resolve(),
    };
  }

  #members(): Members {
    const world = this.#world;
    return {
      workers: () => this.#ask(() => (this.#seen.registered = [...world.sessions.values()])),
      master: () => this.#ask(() => (this.#seen.master = world.master)),
      removeWorker: (id) =>
        this.#ask(() => {
          world.announced.delete(id);
          if (world.workers.has(id)) this.violations.push(`${id} was taken for dead`);
          world.expire(id);
        }),
      announcePid: (id, pid) =>
        this.#ask(() => {
          world.announced.set(id, pid);
        }),
      onChange: (listener) => world.onChange.add(listener),
    };
  }

  async #start(id: string): Promise<{ id: string; pid: number; startedAt: number }> {
    const { clock, workers, nextStarts } = this.#world;
    const staying = [...workers.values()].filter(({ stopping }) => !stopping).length;
    if (staying + this.#starting.size >= this.#seen.wanted)
      this.violations.push(`${id} was started without a lack`);
    if (workers.has(id)) this.violations.push(`${id} was started while it was running`);
    this.deeds.push(`start ${id}`);
    this.#starting.add(id);
    await clock.sleep(START_MS);
    await this.#travel();
    this.#starting.delete(id);
    if (take(nextStarts, 'fail')) throw new Error('no process could be started');
    return this.#world.spawn(id);
  }

  async #stop(id: string, graceMs: number): Promise<void> {
    const { clock, workers, master } = this.#world;
    this.deeds.push(`stop ${id}`);
    if (master === undefined || !workers.has(master.id))
      this.violations.push(`${id} was stopped without a master`);
    if (master?.id === id) this.violations.push(`the master ${id} was stopped`);
    this.#requireZookeeper(`${id} was stopped`);
    const worker = workers.get(id);
    if (worker === undefined) return;
    worker.stopping = true;
    worker.endsAt = clock.now() + (worker.frozen ? graceMs : DRAIN_MS);
    if (!worker.frozen) this.#world.expire(id);
    while (workers.has(id)) await clock.sleep(50);
  }

  async #kill(id: string): Promise<void> {
    const { clock, workers } = this.#world;
    this.deeds.push(`kill ${id}`);
    if (this.#seen.registered.some((each) => each.id === id))
      this.violations.push(`${id} was killed though it was registered`);
    this.#requireZookeeper(`${id} was killed`);
    await clock.sleep(10);
    if (workers.has(id)) this.#world.end(id);
  }

  #idle(): string[] {
    return [...this.#world.folders].filter((id) => !this.#world.workers.has(id)).reverse();
  }

  #forget(id: string): void {
    this.deeds.push(`forget ${id}`);
    if (this.#world.workers.has(id))
      this.violations.push(`the folder of ${id} was removed while it was running`);
    this.#world.folders.delete(id);
  }

  #requireZookeeper(deed: string): void {
    if (this.#seen.zookeeperAway) this.violations.push(`${deed} while ZooKeeper was away`);
  }

  #ask<T>(answer: () => T): Promise<T> {
    return this.#call(() => {
      this.#seen.zookeeperAway = this.#world.zookeeperAway;
      if (this.#world.zookeeperAway) throw new Error('ZooKeeper is away');
      return answer();
    });
  }

  async #call<T>(action: () => T | Promise<T>): Promise<T> {
    await this.#travel();
    try {
      return await action();
    } finally {
      await this.#travel();
    }
  }

  /** A crashed orchestrator's calls don't arrive, nor do the answers to it. */
  async #travel(): Promise<void> {
    if (this.#latencyMs > 0) await this.#world.clock.sleep(this.#latencyMs);
    if (this.#crashed) await new Promise(() => undefined);
  }
}
