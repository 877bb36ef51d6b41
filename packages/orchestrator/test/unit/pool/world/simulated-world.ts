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
  readonly onReturn = new Set<() => void>();
  master: SimulatedSession | undefined;
  zookeeperAway = false;
  /** Then it takes calls and never answers. */
  zookeeperSilent = false;
  /** How long a worker takes to be in touch again after an outage. */
  reconnectMs: (id: string) => number = () => 0;
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
      led: false,
      connectsAt: -Infinity,
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
    if (away === this.zookeeperAway) return;
    this.zookeeperAway = away;
    if (away) return;
    for (const worker of this.workers.values()) {
      worker.connectsAt = this.clock.now() + this.reconnectMs(worker.id);
    }
    for (const session of this.sessions.values()) session.expiresAt = this.#expiryOf(session);
    for (const listener of this.onReturn) listener();
    this.changed();
  }

  /** Whether another worker has become master in this one's place: it ends then, as soon as it sees that. */
  isDeposed({ id, led }: SimulatedWorker): boolean {
    return led && this.master !== undefined && this.master.id !== id;
  }

  /** From now on new workers are made otherwise than all that there are. */
  outdate(): void {
    for (const worker of this.workers.values()) worker.outdated = true;
  }

  changed(): void {
    for (const listener of this.onChange) listener();
  }

  /** Unique, and in no order: a younger worker may well have a lower pid. */
  #newPid(): number {
    this.#spawned += 1;
    return 100 + ((this.#spawned * 7_919) % 32_749);
  }

  /** All sessions live on over an outage, and then need to be heard of in time. */
  #expiryOf({ id }: SimulatedSession): number {
    const { connectsAt = Infinity, frozen = true } = this.workers.get(id) ?? {};
    const expiresAt = this.clock.now() + SESSION_TIMEOUT_MS;
    return frozen || connectsAt >= expiresAt ? expiresAt : Infinity;
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
    for (const worker of [...this.workers.values()]) {
      if (Math.max(worker.registersAt, worker.connectsAt) <= now) this.#register(worker);
    }
    if (this.master === undefined) this.#elect();
  }

  #register(worker: SimulatedWorker): void {
    const { id, hung, frozen, stopping } = worker;
    const pid = this.announced.get(id);
    if (hung || frozen || stopping || pid === undefined || this.sessions.has(id)) return;
    if (this.isDeposed(worker)) {
      this.end(id);
      return;
    }
    this.sessions.set(id, { id, pid, expiresAt: Infinity });
    this.changed();
  }

  #elect(): void {
    const live = [...this.sessions.values()].filter(({ expiresAt }) => expiresAt === Infinity);
    this.master = live.sort((a, b) => a.pid - b.pid)[0];
    if (this.master === undefined) return;
    const worker = this.workers.get(this.master.id);
    if (worker !== undefined) worker.led = true;
    this.changed();
  }
}

/** Takes one from the counter, if there is one left. */
export function take<K extends string>(counters: Record<K, number>, name: K): boolean {
  if (counters[name] === 0) return false;
  counters[name] -= 1;
  return true;
}
