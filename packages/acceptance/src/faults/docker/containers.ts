import { isFrozen } from '@rideshare/fault-injection';
import { partNames } from '@rideshare/local';
import type { DockerArena } from './arena.ts';
import { containersOf, filtersOf, nameOf } from './engine.ts';

/** Those of parts and snapshots; those of the workers; and the spare copies, of a moment with three slaves at most. */
const MOST_VOLUMES = 3 + 2 + 4;

type Complaint = (arena: Pick<DockerArena, 'api' | 'system' | 'workers'>) => Promise<string | undefined>;

/** Which container there is too much or too little, which one has the wrong name, and what else is not as it should be. */
export const containerComplaint: Complaint = async (arena) =>
  (await stateComplaint(arena)) ??
  (await nameComplaint(arena)) ??
  (await pidComplaint(arena)) ??
  (await volumeComplaint(arena));

const stateComplaint: Complaint = async ({ system }) => {
  const containers = await containersOf(system);
  const idle = containers.find(({ State }) => State !== 'running');
  if (idle !== undefined) return `container ${nameOf(idle, system)} is ${idle.State}`;
  const names = containers.map((container) => nameOf(container, system)).sort();
  const wanted = [...partNames, 'master', 'slave'].sort();
  return names.join() === wanted.join() ? undefined : `the containers are ${names.join(', ')}`;
};

const nameComplaint: Complaint = async (arena) => {
  const wrong = (await arena.workers()).find(({ name, role }) => name !== role);
  return wrong && `the container of the ${wrong.role} ${wrong.id} is named ${wrong.name}`;
};

const pidComplaint: Complaint = async ({ api, system }) => {
  const pids = (await system.workers()).map(({ pid }) => pid).sort((a, b) => a - b);
  const frozen = pids.find(isFrozen);
  if (frozen !== undefined) return `the worker with pid ${frozen} is frozen`;
  const known = await api.ask<number[]>('api/v1/worker/list').catch(() => []);
  if (pids.join() === known.join()) return undefined;
  return `workers run as ${pids.join()}, but the orchestrator knows ${known.join()}`;
};

const volumeComplaint: Complaint = async ({ system }) => {
  const { Volumes: volumes } = await system.docker.listVolumes({ filters: filtersOf(system) });
  return volumes.length > MOST_VOLUMES ? `there are ${volumes.length} volumes` : undefined;
};
