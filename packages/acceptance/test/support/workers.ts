import { isDeepStrictEqual } from 'node:util';
import type { Service } from './service.ts';
import { until } from '../../src/until.ts';

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

export interface Cast {
  master: number;
  /** Ascending. */
  slaves: number[];
}

/** Waits until one master and so many slaves run and are registered, nobody else, and none of the given workers. */
export function awaitCast(dbaas: Service, slaves: number, gone: readonly number[] = []): Promise<Cast> {
  return until(`a master and ${slaves} slaves without ${gone.join(', ')}`, async () => {
    const listed = await workerPids(dbaas);
    const cast = await castOf(dbaas);
    const pids = [cast.master, ...cast.slaves].sort((a, b) => a - b);
    const complete = cast.slaves.length === slaves && isDeepStrictEqual(pids, listed);
    return complete && !gone.some((pid) => pids.includes(pid)) && cast;
  });
}

/** @throws Error unless there is just one master. */
async function castOf(dbaas: Service): Promise<Cast> {
  const master = await pidOf(dbaas, 'master');
  const { json } = await dbaas.get('/api/v1/worker/status');
  const slaves = (json as WorkerStatus[]).filter(({ role }) => role === 'slave').map(({ pid }) => pid);
  return { master, slaves: slaves.sort((a, b) => a - b) };
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
