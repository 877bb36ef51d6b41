import { createLogger } from '@rideshare/common';
import type { Members } from '../../../../src/pool/members.ts';
import { Pool } from '../../../../src/pool/pool.ts';
import type { WorkerRuntime } from '../../../../src/runtime/worker-runtime.ts';
import { Rules } from './rules.ts';
import type { SimulatedWorker } from './simulated-worker.ts';
import type { SimulatedWorld } from './simulated-world.ts';
import { take } from './simulated-world.ts';

const START_MS = 50;
const DRAIN_MS = 100;
const KILL_MS = 10;

export const SETTINGS = {
  tickMs: 2_000,
  startTimeoutMs: 5_000,
  lostTimeoutMs: 500,
  settleTimeoutMs: 1_500,
  drainTimeoutMs: 1_000,
  backoffMs: 500,
  maxBackoffMs: 2_000,
  spareCopies: 2,
  reconnectTimeoutMs: 4_000,
  answerTimeoutMs: 500,
  firstAnswerTimeoutMs: 1_000,
};

/** One orchestrator with its pool in a world that outlives it. What it must never do is noted as a violation. */
export class SimulatedOrchestrator {
  readonly pool: Pool;
  /** What the pool did, in order. */
  readonly deeds: string[] = [];
  /** How often it has said that something was done. */
  told = 0;
  desired: number;
  readonly #world: SimulatedWorld;
  readonly #latencyMs: () => number;
  readonly #starting = new Set<string>();
  readonly #rules: Rules;
  #crashed = false;

  /** Each call takes the latency on its way there, and again on its way back. */
  constructor(world: SimulatedWorld, desired: number, latencyMs = () => 0) {
    this.#world = world;
    this.#rules = new Rules(world);
    this.desired = desired;
    this.#latencyMs = latencyMs;
    this.pool = new Pool({
      runtime: this.#runtime(),
      members: this.#members(),
      desired: () => {
        this.#rules.onWanted(1 + this.desired);
        return this.desired;
      },
      clock: world.clock,
      logger: createLogger('test', 'silent'),
      settings: SETTINGS,
      onActed: () => (this.told += 1),
    });
    this.pool.start();
  }

  get violations(): readonly string[] {
    return this.#rules.violations;
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
      start: (id) => {
        this.#rules.onStart(id, this.#starting.size);
        this.#starting.add(id);
        return this.#deed(`start ${id}`, () => this.#start(id));
      },
      stop: (id, graceMs) => {
        this.#rules.onStop(id);
        return this.#deed(`stop ${id}`, () => this.#stop(id, graceMs));
      },
      kill: (id) => {
        this.#rules.onKill(id);
        return this.#deed(`kill ${id}`, () => this.#kill(id));
      },
      forget: (id) => {
        this.#rules.onForget(id);
        return this.#deed(`forget ${id}`, () => void world.folders.delete(id));
      },
      list: () =>
        this.#call(() => {
          this.#rules.listed = new Set(world.workers.keys());
          return [...world.workers.values()];
        }),
      idle: () => this.#call(() => [...world.folders].filter((id) => !world.workers.has(id)).reverse()),
      onExit: (listener) => world.onExit.add(listener),
      close: () => Promise.resolve(),
    };
  }

  #members(): Members {
    const world = this.#world;
    return {
      workers: () => this.#ask(() => (this.#rules.registered = [...world.sessions.values()])),
      master: () => this.#ask(() => (this.#rules.master = world.master)),
      announcedIds: () => this.#ask(() => [...world.announced.keys()]),
      removeWorker: (id) => {
        this.#rules.onRemove(id);
        return this.#ask(() => {
          world.announced.delete(id);
          world.expire(id);
        });
      },
      announce: (id, { pid }) =>
        this.#ask(() => {
          world.announced.set(id, pid);
        }),
      onChange: (listener) => world.onChange.add(listener),
      onReturn: (listener) => world.onReturn.add(listener),
    };
  }

  async #start(id: string): Promise<SimulatedWorker> {
    await this.#world.clock.sleep(START_MS);
    this.#starting.delete(id);
    if (take(this.#world.nextStarts, 'fail')) throw new Error('no process could be started');
    if (this.#crashed) return new Promise(() => undefined);
    return this.#world.spawn(id);
  }

  async #stop(id: string, graceMs: number): Promise<void> {
    const { clock, workers } = this.#world;
    const worker = workers.get(id);
    if (worker === undefined) return;
    worker.stopping = true;
    worker.endsAt = clock.now() + (worker.frozen ? graceMs : DRAIN_MS);
    if (!worker.frozen) this.#world.expire(id);
    while (workers.has(id)) await clock.sleep(50);
  }

  async #kill(id: string): Promise<number | undefined> {
    await this.#world.clock.sleep(KILL_MS);
    const pid = this.#world.workers.get(id)?.pid;
    this.#world.end(id);
    return pid;
  }

  #deed<T>(deed: string, action: () => T | Promise<T>): Promise<T> {
    this.deeds.push(deed);
    return this.#call(action);
  }

  #ask<T>(answer: () => T): Promise<T> {
    return this.#call(() => {
      this.#rules.zookeeperAway = this.#world.zookeeperAway;
      if (this.#world.zookeeperSilent) return new Promise<T>(() => undefined);
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
    const latencyMs = this.#latencyMs();
    if (latencyMs > 0) await this.#world.clock.sleep(latencyMs);
    if (this.#crashed) await new Promise(() => undefined);
  }
}
