import type { Violation } from '../contract.ts';
import { containersOf, filtersOf, nameOf, type Deployed } from './engine.ts';

/** Whatever carries the label of a deployment that was removed. */
export async function leftThings(system: Deployed): Promise<Violation[]> {
  const { docker } = system;
  const filters = filtersOf(system);
  const [containers, networks, { Volumes: volumes }] = await Promise.all([
    containersOf(system),
    docker.listNetworks({ filters }),
    docker.listVolumes({ filters }),
  ]);
  return [
    ...containers.map((container) => `Container ${nameOf(container, system)} (${container.State})`),
    ...networks.map(({ Name }) => `Network ${Name}`),
    ...volumes.map(({ Name }) => `Volume ${Name}`),
  ].map((thing) => ({ kind: 'leftover', message: `${thing} is left behind.`, ops: [] }));
}
