import type { WorkerProcess } from '../runtime/worker-runtime.ts';
import { nextToReplace, tooMany } from './leavers.ts';
import type { Registrations } from './registry.ts';

/** Everything that a pass decides from. */
export interface World {
  /** Workers wanted, the master included. */
  wanted: number;
  processes: readonly WorkerProcess[];
  /** Undefined while ZooKeeper can't be asked. */
  registrations: Registrations | undefined;
  starting: ReadonlySet<string>;
  draining: ReadonlySet<string>;
  /** Workers being killed. */
  dying: ReadonlySet<string>;
  /** Workers that run and have been missing from ZooKeeper for too long. */
  overdue: readonly string[];
}

export interface Plan {
  kill: string[];
  drain: string[];
  /** Workers without a process that have left something in ZooKeeper. */
  bury: string[];
  /** Workers that may not know their pid yet. */
  announce: WorkerProcess[];
  /** How many workers to start. */
  start: number;
}

/**
 * Compares wanted with actual. A lack is one of processes: a killed worker counts until it is gone, so that its
 * replacement never runs beside it. As long as there are outdated workers, one more than wanted is there, so that one
 * of them can leave. Without ZooKeeper nobody is killed, drained, buried or taken for outdated.
 */
export function planPass(world: World): Plan {
  const { wanted, processes, registrations, starting, draining, dying, overdue } = world;
  const remaining = processes.filter(({ id }) => !draining.has(id));
  const counted = new Set([...remaining.map(({ id }) => id), ...starting]);
  const lack = Math.max(0, wanted - counted.size);
  if (registrations === undefined) return { kill: [], drain: [], bury: [], announce: [], start: lack };

  const { ids, known, master } = registrations;
  const kill = overdue.filter((id) => counted.has(id) && !dying.has(id));
  const leaving = new Set([...dying, ...kill]);
  const staying = remaining.filter(({ id }) => !leaving.has(id));
  const present = new Set([...processes.map(({ id }) => id), ...starting]);
  const target = wanted + Number(staying.some(({ outdated }) => outdated));
  const surplus = [...counted].filter((id) => !leaving.has(id)).length - target;
  const canSpareOne = surplus === 0 && staying.length === present.size;
  const leave = canSpareOne
    ? nextToReplace(staying, registrations)
    : tooMany(surplus, staying, registrations, wanted);
  return {
    kill,
    drain: staying.some(({ id }) => id === master) ? leave : [],
    bury: [...known].filter((id) => !present.has(id)),
    announce: staying.filter(({ id }) => !ids.has(id)),
    start: draining.size > 0 ? lack : Math.max(0, target - counted.size),
  };
}

/** Whether a pass leaves nothing to be done. */
export function isFulfilled({ kill, drain, bury, announce, start }: Plan): boolean {
  return start === 0 && [kill, drain, bury, announce].every((list) => list.length === 0);
}

/**
 * The idle copies that a worker can be started on. Where the world was seen to have their worker, or to be getting
 * it, the list of idle ones is younger or older than that, and not to be trusted. There are none without ZooKeeper,
 * where what a copy's last worker has left is to be cleared away first.
 */
export function freeCopies({ processes, registrations, starting }: World, idle: readonly string[]): string[] {
  if (registrations === undefined) return [];
  const seen = new Set([...processes.map(({ id }) => id), ...starting]);
  return idle.filter((id) => !seen.has(id));
}
