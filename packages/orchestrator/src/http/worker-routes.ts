import { emptyBody, unavailable, validate, type Route } from '@rideshare/common';
import type { WorkerInfo } from '@rideshare/dbaas';
import type { WorkerRuntime } from '../runtime/worker-runtime.ts';

interface Members {
  workers(): Promise<WorkerInfo[]>;
}

/** The calls on workers. */
export function workerRoutes(runtime: Pick<WorkerRuntime, 'list'>, members: Members): Route[] {
  return [
    {
      path: '/api/v1/worker/list',
      methods: {
        get: async (request, response) => {
          validate(emptyBody, request.body);
          const pids = (await runtime.list()).map(({ pid }) => pid);
          response.json(pids.sort((a, b) => a - b));
        },
      },
    },
    {
      path: '/api/v1/worker/status',
      methods: {
        get: async (_request, response) => {
          const workers = await members.workers().catch(zooKeeperAway);
          const running = new Set((await runtime.list()).map(({ id, pid }) => `${id} ${pid}`));
          response.json(withLag(workers.filter(({ id, pid }) => running.has(`${id} ${pid}`))));
        },
      },
    },
  ];
}

function withLag(workers: WorkerInfo[]): (WorkerInfo & { lag: number })[] {
  const head = Math.max(...workers.map(({ offset }) => offset));
  return workers.map((worker) => ({ ...worker, lag: head - worker.offset })).sort((a, b) => a.pid - b.pid);
}

function zooKeeperAway(): never {
  throw unavailable('ZooKeeper is out of reach; try again shortly.');
}
