import type { Service } from './service.ts';
import { until } from './until.ts';

export interface WorkerStatus {
  pid: number;
  role: 'master' | 'slave';
}

/** Pids of all workers. @throws Error unless the list is answered. */
export async function workerPids(dbaas: Service): Promise<number[]> {
  const answer = await dbaas.get('/api/v1/worker/list');
  if (answer.status !== 200) throw new Error(`worker/list: ${answer.status} ${answer.text}`);
  return answer.json as number[];
}

/** The pid of the one worker that has this role. */
export async function pidOf(dbaas: Service, role: WorkerStatus['role']): Promise<number> {
  const { json } = await dbaas.get('/api/v1/worker/status');
  const [worker, ...more] = (json as WorkerStatus[]).filter((status) => status.role === role);
  if (worker === undefined || more.length > 0) throw new Error(`not one ${role}: ${JSON.stringify(json)}`);
  return worker.pid;
}

/** Waits until there are a master and a slave, and none of the given workers. */
export function awaitReplacement(dbaas: Service, gone: number[]): Promise<true> {
  return until('a master and a slave that are new', async () => {
    const pids = [await pidOf(dbaas, 'master'), await pidOf(dbaas, 'slave')];
    const listed = await workerPids(dbaas);
    return listed.length === 2 && !pids.some((pid) => gone.includes(pid)) && (await ready(dbaas));
  });
}

/** Whether the service says that it is ready. */
export async function ready(service: Service): Promise<boolean> {
  return (await service.get('/readyz')).status === 200;
}
