import type { WorkerProcess } from '../runtime/worker-runtime.ts';
import type { Registrations } from './registry.ts';

/**
 * As many slaves of these as are too many: those that don't serve yet first, then outdated ones, then by highest pid.
 * Fewer where less than the wanted workers would serve without them.
 */
export function tooMany(
  surplus: number,
  workers: readonly WorkerProcess[],
  { ids, master }: Registrations,
  wanted: number,
): string[] {
  const serving = workers.filter(({ id }) => ids.has(id));
  const dispensable = [
    ...workers.filter((worker) => !serving.includes(worker)).toSorted(byHighestPid),
    ...serving
      .filter(({ id }) => id !== master)
      .toSorted((a, b) => Number(b.outdated ?? false) - Number(a.outdated ?? false) || byHighestPid(a, b))
      .slice(0, Math.max(0, serving.length - wanted)),
  ];
  return dispensable.slice(0, Math.max(0, surplus)).map(({ id }) => id);
}

/**
 * An outdated worker that can leave when these are one more than wanted and all of them serve: of the slaves the one
 * with the highest pid, and when there is none the master, which so hands over to a worker that is not outdated.
 */
export function nextToReplace(workers: readonly WorkerProcess[], { ids, master }: Registrations): string[] {
  if (!workers.every(({ id }) => ids.has(id))) return [];
  const outdated = workers.filter((worker) => worker.outdated);
  const slaves = outdated.filter(({ id }) => id !== master).toSorted(byHighestPid);
  return [...slaves, ...outdated].slice(0, 1).map(({ id }) => id);
}

function byHighestPid(a: WorkerProcess, b: WorkerProcess): number {
  return b.pid - a.pid;
}
