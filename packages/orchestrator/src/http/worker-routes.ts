import { emptyBody, unavailable, validate, type Route } from '@rideshare/common';
import type { WorkerInfo } from '@rideshare/dbaas';
import { liveWorkers, type LiveWorker } from '../pool/live-workers.ts';
import type { WorkerRuntime } from '../runtime/worker-runtime.ts';

const SHORT_ID_LENGTH = 12;

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
          const workers = await liveWorkers(runtime, members).catch(zooKeeperAway);
          response.json(workers.map(withShortContainer));
        },
      },
    },
  ];
}

/** The container's id as `docker ps` shows it. */
function withShortContainer(worker: LiveWorker): LiveWorker {
  const { container } = worker;
  return container === undefined ? worker : { ...worker, container: container.slice(0, SHORT_ID_LENGTH) };
}

function zooKeeperAway(): never {
  throw unavailable('ZooKeeper is out of reach; try again shortly.');
}
