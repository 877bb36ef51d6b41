import type { WorkerProcess } from '../runtime/worker-runtime.ts';

export interface LivenessSettings {
  startTimeoutMs: number;
  lostTimeoutMs: number;
  reconnectTimeoutMs: number;
}

/** What one look at the world has shown. */
export interface Sighting {
  now: number;
  processes: readonly WorkerProcess[];
  /** Workers whose process may not exist yet. */
  starting: ReadonlySet<string>;
  /** Undefined while ZooKeeper can't be asked. */
  registered: ReadonlySet<string> | undefined;
}

/** A worker that ended without being asked to. */
export interface Death {
  id: string;
  begunAt: number;
  /** It never got as far as to register. */
  young: boolean;
}

interface Life {
  begunAt: number;
  startedAt: number;
  registered: boolean;
  leaving: boolean;
  missingSince: number | undefined;
}

/** Remembers what a single look can't show: since when a worker has been missing from ZooKeeper, and who has ended. */
export class Liveness {
  readonly #settings: LivenessSettings;
  readonly #lives = new Map<string, Life>();
  #zookeeperAwayAt = -Infinity;

  constructor(settings: LivenessSettings) {
    this.#settings = settings;
  }

  starting(id: string, now: number): void {
    this.#lives.set(id, newLife(now, now));
  }

  /** From now on the end of this worker is no death. */
  leaving(id: string): void {
    const life = this.#lives.get(id);
    if (life !== undefined) life.leaving = true;
  }

  /** Takes a sighting in; answers with the deaths and the newly registered workers since the one before. */
  observe({ now, processes, starting, registered }: Sighting): { deaths: Death[]; joined: string[] } {
    const joined: string[] = [];
    for (const { id, startedAt } of processes) {
      const life = this.#lives.get(id) ?? newLife(now, startedAt);
      this.#lives.set(id, life);
      life.startedAt = startedAt;
      if (registered?.has(id) === true && !life.registered) joined.push(id);
      life.registered ||= registered?.has(id) ?? false;
      life.missingSince = registered?.has(id) === false ? (life.missingSince ?? now) : undefined;
    }
    const deaths = this.#buried(new Set([...processes.map(({ id }) => id), ...starting]));
    this.#zookeeperAwayAt =
      registered === undefined ? now : Math.max(this.#zookeeperAwayAt, this.#allLostAt());
    return { deaths, joined };
  }

  /** Workers that run and should have registered by now: they hang, or are frozen. */
  overdue(now: number): string[] {
    return this.#deadlines().flatMap(({ id, at }) => (at <= now ? [id] : []));
  }

  /** When the next worker will be overdue; `Infinity` when none is missing. */
  nextDeadline(now: number): number {
    return Math.min(...this.#deadlines().flatMap(({ at }) => (at > now ? [at] : [])));
  }

  /** When the last of several got lost, should all be: that is ZooKeeper's doing rather than theirs. */
  #allLostAt(): number {
    const known = [...this.#lives.values()].filter(({ registered, leaving }) => registered && !leaving);
    const lostAt = known.flatMap(({ missingSince }) => missingSince ?? []);
    return lostAt.length > 1 && lostAt.length === known.length ? Math.max(...lostAt) : -Infinity;
  }

  #deadlines(): { id: string; at: number }[] {
    const { startTimeoutMs, lostTimeoutMs, reconnectTimeoutMs } = this.#settings;
    const reconnectedAt = this.#zookeeperAwayAt + reconnectTimeoutMs;
    return [...this.#lives].flatMap(([id, { registered, startedAt, missingSince }]) => {
      if (missingSince === undefined) return [];
      const lostAt = Math.max(missingSince + lostTimeoutMs, reconnectedAt);
      return [{ id, at: registered ? lostAt : Math.max(lostAt, startedAt + startTimeoutMs) }];
    });
  }

  #buried(present: ReadonlySet<string>): Death[] {
    const ended = [...this.#lives].filter(([id]) => !present.has(id));
    for (const [id] of ended) this.#lives.delete(id);
    return ended.flatMap(([id, { begunAt, registered, leaving }]) =>
      leaving ? [] : [{ id, begunAt, young: !registered }],
    );
  }
}

function newLife(begunAt: number, startedAt: number): Life {
  return { begunAt, startedAt, registered: false, leaving: false, missingSince: undefined };
}
