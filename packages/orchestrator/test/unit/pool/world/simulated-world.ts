import type { SimulatedSession, SimulatedWorker } from './simulated-worker.ts';
import { VirtualClock } from './virtual-clock.ts';

export const SESSION_TIMEOUT_MS = 1_000;
const STEP_MS = 50;
const BOOT_MS = 100;

/** Processes and ZooKeeper, as far as the pool can tell them from real ones. Time goes in steps of 50 ms. */
export class SimulatedWorld {
  readonly clock = new VirtualClock();
  readonly workers = new Map<string, SimulatedWorker>();
  readonly sessions = new Map<string, SimulatedSession>();
  readonly announced = new Map<string, number>();
  /** Folders of all workers ever started, in the order of their starts. */
  readonly folders = new Set<string>();
  readonly onExit = new Set<(id: string) => void>();
  readonly onChange = new Set<() => void>();
  master: SimulatedSession | undefined;
  zookeeperAway = false;
  /** Then it takes calls and never answers. */
  zookeeperSilent = false;
  /** How many of the next starts go wrong, in each way. */
  readonly nextStarts = { fail: 0, die: 0, hang: 0 };
  #spawned = 0;

  constructor() {
    this.#step();
  }

  /** A worker process comes into being. */
  spawn(id: string): SimulatedWorker {
    const { clock, nextStarts } = this;
    const worker: SimulatedWorker = {
      id,
      pid: this.#newPid(),
      startedAt: clock.now(),
      hung: take(nextStarts, 'hang'),
      frozen: false,
      stopping: false,
      registersAt: clock.now() + BOOT_MS,
      endsAt: take(nextStarts, 'die') ? clock.now() : Infinity,
    };
    this.workers.set(id, worker);
    this.folders.delete(id);
    this.folders.add(id);
    return worker;
  }

  /** A worker process ends; ZooKeeper will notice when the session expires. */
  end(id: string): void {
    if (!this.workers.delete(id)) return;
    this.#silence(id);
    for (const listener of this.onExit) listener(id);
  }

  freeze(id: string): void {
    const worker = this.workers.get(id);
    if (worker === undefined) return;
    worker.frozen = true;
    this.#silence(id);
  }

  /** The session is over; a worker that can will register again. */
  expire(id: string): void {
    const known = this.sessions.delete(id) || this.master?.id === id;
    if (!known) return;
    if (this.master?.id === id) this.master = undefined;
    const worker = this.workers.get(id);
    if (worker !== undefined) worker.registersAt = this.clock.now() + BOOT_MS;
    this.changed();
  }

  setZookeeperAway(away: boolean): void {
    this.zookeeperAway = away;
    for (const session of this.sessions.values()) {
      if (session.expiresAt !== Infinity) session.expiresAt = this.clock.now() + SESSION_TIMEOUT_MS;
    }
    if (!away) this.changed();
  }

  changed(): void {
    for (const listener of this.onChange) listener();
  }

  /** Unique, and in no order: a younger worker may well have a lower pid. */
  #newPid(): number {
    this.#spawned += 1;
    return 100 + ((this.#spawned * 7_919) % 32_749);
  }

  #silence(id: string): void {
    const session = this.sessions.get(id);
    if (session !== undefined) session.expiresAt = this.clock.now() + SESSION_TIMEOUT_MS;
  }

  #step(): void {
    this.clock.after(STEP_MS, () => this.#step());
    const now = this.clock.now();
    for (const { id, endsAt } of [...this.workers.values()]) if (endsAt <= now) this.end(id);
    if (this.zookeeperAway) return;
    for (const { id, expiresAt } of [...this.sessions.values()]) if (expiresAt <= now) this.expire(id);
    for (const worker of this.workers.values()) if (worker.registersAt <= now) this.#register(worker);
    if (this.master === undefined) this.#elect();
  }

  #register({ id, hung, frozen, stopping }: SimulatedWorker): void {
    const pid = this.announced.get(id);
    if (hung || frozen || stopping || pid === undefined || this.sessions.has(id)) return;
    this.sessions.set(id, { id, pid, expiresAt: Infinity });
    this.changed();
  }

  #elect(): void {
    const live = [...this.sessions.values()].filter(({ expiresAt }) => expiresAt === Infinity);
    this.master = live.sort((a, b) => a.pid - b.pid)[0];
    if (this.master !== undefined) this.changed();
  }
}

/** Takes one from the counter, if there is one left. */
export function take<K extends string>(counters: Record<K, number>, name: K): boolean {
  if (counters[name] === 0) return false;
  counters[name] -= 1;
  return true;
}
