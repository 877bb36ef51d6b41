import type { Stage } from '../engine/stage.ts';
import type { GatewayFiles } from '../gateway/start.ts';
import type { Cast } from '../network/cast.ts';
import { allHosts, type ByHost } from './by-host.ts';
import { ContainerHost } from './container-host.ts';
import { createHost } from './create.ts';
import { attachDataVolume } from './data-volume.ts';
import type { Host } from './host.ts';
import type { Keys } from './keys.ts';

/** As `data_volume_device` names it on AWS. */
export const dataVolumeDevice = '/dev/disk/by-id/nvme-Amazon_Elastic_Block_Store_vol0123456789abcdef0';

/** Creates the hosts, and boots them all at once. */
export async function startHosts(
  stage: Stage,
  cast: Cast,
  keys: Keys,
  gateway: GatewayFiles,
): Promise<ByHost<Host>> {
  const device = { here: await attachDataVolume(stage.folder), there: dataVolumeDevice };
  return allHosts(async (name) => {
    const place = cast.hosts[name];
    const parts = { place, keys, gateway, ...(name === 'dbaas' && { device }) };
    const host = new ContainerHost(name, place, await createHost(stage, name, parts), keys);
    await host.boot();
    return host;
  });
}
