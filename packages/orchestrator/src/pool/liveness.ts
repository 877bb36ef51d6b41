import type { WorkerProcess } from '../runtime/worker-runtime.ts';
import { hasRegistered, look, newLife } from './life.ts';
import type { Life } from './life.ts';
import type { Registrations } from './registry.ts';

export interface LivenessSettings {
  startTimeoutMs: number;
  lostTimeoutMs: number;
  settleTimeoutMs: number;
  reconnectTimeoutMs: number;
}

/** What one look at the world has shown. */
export interface Sighting {
  now: number;
  processes: readonly WorkerProcess[];
  /** Workers whose process may not exist yet. */
  starting: ReadonlySet<string>;
  /** Undefined while ZooKeeper can't be asked. */
  registrations: Registrations | undefined;
}

/** A worker that ended without being asked to. */
export interface Death {
  id: string;
  begunAt: number;
  /** It never got as far as to register. */
  young: boolean;
}

/**
 * Remembers what a single look can't show: since when a worker has been missing from ZooKeeper, and who has ended.
 *
 * Who is missing has lost its session, and is back in a moment if it is well. Only when ZooKeeper was away may that
 * take longer; whoever is still registered when the sessions of those that did not come back are over has come back.
 */
export class Liveness {
  readonly #settings: LivenessSettings;
  readonly #lives = new Map<string, Life>();
  #awayAt = -Infinity;

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

  /** ZooKeeper has been away until now, or may have been. */
  zookeeperAway(now: number): void {
    this.#awayAt = Math.max(this.#awayAt, now);
  }

  /** Takes a sighting in; answers with the deaths and the newly registered workers since the one before. */
  observe({ now, processes, starting, registrations }: Sighting): { deaths: Death[]; joined: string[] } {
    const joined: string[] = [];
    for (const { id, startedAt } of processes) {
      const life = this.#lives.get(id) ?? newLife(now, startedAt);
      const known = hasRegistered(life);
      this.#lives.set(id, life);
      life.startedAt = startedAt;
      look(life, id, now, registrations);
      if (!known && hasRegistered(life)) joined.push(id);
    }
    const deaths = this.#buried(new Set([...processes.map(({ id }) => id), ...starting]));
    const unknown = registrations === undefined || this.#awayAt === -Infinity;
    this.zookeeperAway(unknown ? now : this.#allLostAt());
    return { deaths, joined };
  }

  /** Workers that run and should have registered by now: they hang, or are frozen. */
  overdue(now: number): string[] {
    return [...this.#lives].flatMap(([id, life]) => (this.#deadline(life) <= now ? [id] : []));
  }

  /** When to look again at who is missing, or who has come back; `Infinity` for never. */
  nextDeadline(now: number): number {
    const deadlines = [...this.#lives.values()].map((life) => this.#deadline(life));
    return Math.min(...[...deadlines, this.#settledAt].filter((at) => at > now));
  }

  /** From when on those that did not come back to ZooKeeper are registered no more. */
  get #settledAt(): number {
    return this.#awayAt + this.#settings.settleTimeoutMs;
  }

  /** When the last of several got lost, should all be: that is ZooKeeper's doing rather than theirs. */
  #allLostAt(): number {
    const known = [...this.#lives.values()].filter((life) => hasRegistered(life) && !life.leaving);
    const lostAt = known.flatMap(({ missingSince }) => missingSince ?? []);
    return lostAt.length > 1 && lostAt.length === known.length ? Math.max(...lostAt) : -Infinity;
  }

  #deadline(life: Life): number {
    const { startTimeoutMs, lostTimeoutMs, reconnectTimeoutMs } = this.#settings;
    const { missingSince, deposed, seenAt, startedAt } = life;
    if (missingSince === undefined) return Infinity;
    if (deposed) return missingSince;
    const lostAt = missingSince + lostTimeoutMs;
    if (seenAt >= this.#settledAt) return lostAt;
    const patience = Math.max(lostAt, this.#awayAt + reconnectTimeoutMs);
    return hasRegistered(life) ? patience : Math.max(patience, startedAt + startTimeoutMs);
  }

  #buried(present: ReadonlySet<string>): Death[] {
    const ended = [...this.#lives].filter(([id]) => !present.has(id));
    for (const [id] of ended) this.#lives.delete(id);
    return ended.flatMap(([id, life]) =>
      life.leaving ? [] : [{ id, begunAt: life.begunAt, young: !hasRegistered(life) }],
    );
  }
}
