import { partNames, type RunningDockerSystem, type WorkerContainer } from '@rideshare/local';
import { until } from '../../../src/until.ts';
import { workerPids, type WorkerStatus } from '../workers.ts';
import { containersByName } from './containers.ts';
import type { DockerSystemUnderTest } from './system.ts';

export interface ContainerCast {
  master: WorkerContainer;
  /** By ascending pid. */
  slaves: WorkerContainer[];
}

/** The names of so many slaves. */
export function slaveNames(count: number): string[] {
  return Array.from({ length: count }, (_, n) => (n === 0 ? 'slave' : `slave-${n + 1}`));
}

/**
 * Waits until the deployment's containers are just the parts, a master and so many slaves, all running, named for their
 * roles, and known to the orchestrator by the pids that the engine gives; and none of the given pids among them.
 */
export function awaitContainers(
  { dbaas, running }: DockerSystemUnderTest,
  slaves: number,
  gone: readonly number[] = [],
): Promise<ContainerCast> {
  return until(`the containers of a master and ${slaves} slaves without ${gone.join(', ')}`, async () => {
    await checkNames(running(), slaves);
    const workers = (await running().workers()).toSorted((a, b) => a.pid - b.pid);
    const pids = workers.map(({ pid }) => pid);
    check('pids of the workers', await workerPids(dbaas), pids);
    const status = await statusOf(dbaas);
    check('workers', status.map(registration).sort(), workers.map(registration).sort());
    const roles = new Map(status.map(({ id, role }) => [id, role]));
    const [master, ...others] = workers.filter(({ id }) => roles.get(id) === 'master');
    if (master === undefined || others.length > 0) throw new Error('there is not one master');
    check('name of the master', [master.name], ['master']);
    if (gone.some((pid) => pids.includes(pid))) throw new Error(`still there: ${pids.join(', ')}`);
    return { master, slaves: workers.filter((worker) => worker !== master) };
  });
}

interface Registered extends WorkerStatus {
  id: string;
  container?: string;
}

async function statusOf(dbaas: DockerSystemUnderTest['dbaas']): Promise<Registered[]> {
  const { status, text, json } = await dbaas.get('/api/v1/worker/status');
  if (status !== 200) throw new Error(`worker/status: ${status} ${text}`);
  return json as Registered[];
}

/** A worker by all the names it has, in the orchestrator's words or the engine's. */
function registration(worker: Registered | WorkerContainer): string {
  const container = 'containerId' in worker ? worker.containerId : worker.container;
  return `${worker.id} ${worker.pid} ${container?.slice(0, 12)}`;
}

async function checkNames(system: RunningDockerSystem, slaves: number): Promise<void> {
  const containers = [...(await containersByName(system))];
  const wanted = [...partNames, 'master', ...slaveNames(slaves)];
  check('containers', containers.map(([name]) => name).sort(), wanted.sort());
  for (const [name, { State }] of containers) check(`state of ${name}`, [State], ['running']);
}

function check(what: string, found: readonly unknown[], wanted: readonly unknown[]): void {
  if (found.join() !== wanted.join())
    throw new Error(`${what}: ${found.join(', ')} instead of ${wanted.join(', ')}`);
}
