import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type Docker from 'dockerode';
import { plant } from '../engine/plant.ts';
import { createAt } from '../engine/start-container.ts';
import type { Stage } from '../engine/stage.ts';
import type { GatewayFiles } from '../gateway/start.ts';
import type { Place } from '../network/cast.ts';
import type { HostName } from './host.ts';
import type { Keys } from './keys.ts';

const image = 'rehearsal-host:latest';
// What the host's own containers count for is then the host's, and goes with it. The types of dockerode do not know it.
const ownCgroups = { CgroupnsMode: 'private' };

/** What a host is made with. */
export interface HostParts {
  place: Place;
  keys: Keys;
  gateway: GatewayFiles;
  /** Block device of this machine, and its path in the host. */
  device?: { here: string; there: string };
}

/** A container that systemd can run in, with an engine of its own: but for its limits it has the rights of root. */
export async function createHost(stage: Stage, name: HostName, parts: HostParts): Promise<Docker.Container> {
  const { place, keys, gateway, device } = parts;
  const devices = device
    ? [{ PathOnHost: device.here, PathInContainer: device.there, CgroupPermissions: 'rwm' }]
    : [];
  const container = await createAt(stage, name, place, {
    Image: image,
    Hostname: name,
    // What an engine keeps on its file system cannot lie on that of another.
    Volumes: { '/var/lib/docker': {}, '/var/lib/containerd': {} },
    HostConfig: {
      CapAdd: ['ALL'],
      CapDrop: ['SYS_RESOURCE'],
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined'],
      ...ownCgroups,
      Tmpfs: { '/run': '', '/run/lock': '' },
      Binds: [`${gateway.resolver}:/etc/resolv.conf:ro`],
      Sysctls: { 'net.ipv4.ip_forward': '1' },
      Devices: devices,
    },
  });
  const machineId = join(stage.folder, `machine-id-${name}`);
  await writeFile(machineId, `${randomUUID().replaceAll('-', '')}\n`);
  // With one of its own it is a machine that has been set up, to which systemd does not do what it does at a first boot.
  await plant(container, machineId, '/etc/machine-id', '0444');
  const key = keys.hosts[name];
  await plant(container, key.private, '/etc/ssh/ssh_host_ed25519_key', '0600');
  await plant(container, key.public, '/etc/ssh/ssh_host_ed25519_key.pub', '0644');
  await plant(container, keys.operator.public, '/home/ubuntu/.ssh/authorized_keys', '0644');
  await plant(container, gateway.packages, '/etc/apt/apt.conf.d/90-packages', '0644');
  return container;
}
