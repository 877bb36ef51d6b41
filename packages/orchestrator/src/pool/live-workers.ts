import type { WorkerInfo } from '@rideshare/dbaas';
import type { WorkerRuntime } from '../runtime/worker-runtime.ts';

/** A worker as it has last told of itself, which it does once a second at most. */
export interface LiveWorker extends WorkerInfo {
  /** Log entries that its copy is behind the one that is furthest. */
  lag: number;
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
  const running = new Set((await runtime.list()).map(({ id, pid }) => `${id} ${pid}`));
  const workers = registered.filter(({ id, pid }) => running.has(`${id} ${pid}`));
  const head = Math.max(...workers.map(({ offset }) => offset));
  return workers.map((worker) => ({ ...worker, lag: head - worker.offset })).sort((a, b) => a.pid - b.pid);
}
