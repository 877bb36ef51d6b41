import type { WorkerInfo } from '@rideshare/dbaas';
import type { WorkerRuntime } from '../runtime/worker-runtime.ts';

/** A worker as it has last told of itself, which it does once a second at most. */
export interface LiveWorker extends WorkerInfo {
  /** Log entries that its copy is behind the one that is furthest. */
  lag: number;
  /** It is to be replaced, as it was made otherwise than a new one would be. */
  outdated?: true;
}

/**
 * The workers that are registered and run under the pid they are registered with, by ascending pid.
 * @throws ZooKeeperUnavailableError
 */
export async function liveWorkers(
  runtime: Pick<WorkerRuntime, 'list'>,
  members: { workers(): Promise<WorkerInfo[]> },
): Promise<LiveWorker[]> {
  const registered = await members.workers();
  const running = new Map((await runtime.list()).map((process) => [`${process.id} ${process.pid}`, process]));
  const workers = registered.flatMap((worker) => {
    const process = running.get(`${worker.id} ${worker.pid}`);
    if (process === undefined) return [];
    return [process.outdated ? { ...worker, outdated: process.outdated } : worker];
  });
  const head = Math.max(...workers.map(({ offset }) => offset));
  return workers.map((worker) => ({ ...worker, lag: head - worker.offset })).sort((a, b) => a.pid - b.pid);
}
