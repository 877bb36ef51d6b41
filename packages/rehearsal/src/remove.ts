import { rm } from 'node:fs/promises';
import { closeConnections } from './ansible/connections.ts';
import { rehearsalLabel, type Stage } from './engine/stage.ts';
import { detachDataVolumes } from './hosts/data-volume.ts';

/** Removes all that any rehearsal of this checkout has left, but for logs and the cache of packages. */
export async function removeRehearsal({ docker, labels, folder, sockets }: Stage): Promise<void> {
  const filters = { label: [`${rehearsalLabel}=${labels[rehearsalLabel] ?? ''}`] };
  const containers = await docker.listContainers({ all: true, filters });
  await Promise.all(containers.map(({ Id }) => docker.getContainer(Id).remove({ force: true, v: true })));
  for (const { Id } of await docker.listNetworks({ filters })) await docker.getNetwork(Id).remove();
  await closeConnections(sockets);
  await detachDataVolumes(folder);
  await rm(folder, { recursive: true, force: true });
}
