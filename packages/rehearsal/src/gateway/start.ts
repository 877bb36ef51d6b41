import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startBeside } from '../engine/start-container.ts';
import type { Stage } from '../engine/stage.ts';
import type { Cast } from '../network/cast.ts';

const image = 'rehearsal-gateway:latest';
const packagesPort = 3142;

/** Files that hosts find at their gateway what they need from elsewhere by. */
export interface GatewayFiles {
  /** For /etc/resolv.conf. */
  resolver: string;
  /** For /etc/apt/apt.conf.d. */
  packages: string;
}

/**
 * Starts what the hosts reach beside each other, on this machine's address in their network: a name server that knows
 * them and nobody else, and a cache of the distribution's packages, which uses this machine's network.
 */
export async function startGateway(
  stage: Stage,
  { subnet, balancer, outsider, hosts }: Cast,
): Promise<GatewayFiles> {
  const { gateway } = subnet;
  const places = [balancer, outsider, ...Object.values(hosts)];
  await startBeside(stage, 'name-server', {
    Image: image,
    Cmd: [
      ...[
        'dnsmasq',
        '--keep-in-foreground',
        '--conf-file=/dev/null',
        '--user=root',
        '--no-resolv',
        '--no-hosts',
      ],
      ...[`--listen-address=${gateway}`, '--bind-interfaces'],
      ...places.map(({ publicName, address }) => `--host-record=${publicName},${address}`),
    ],
  });
  await mkdir(stage.packages, { recursive: true });
  await startBeside(stage, 'packages', {
    Image: image,
    Cmd: ['apt-cacher-ng', '-c', '/etc/rehearsal', `BindAddress=${gateway}`, `Port=${packagesPort}`],
    HostConfig: { Binds: [`${stage.packages}:/packages`] },
  });
  return writeFiles(stage.folder, gateway);
}

async function writeFiles(folder: string, gateway: string): Promise<GatewayFiles> {
  const files = { resolver: join(folder, 'resolv.conf'), packages: join(folder, '90-packages.conf') };
  await writeFile(files.resolver, `nameserver ${gateway}\n`);
  await writeFile(files.packages, `Acquire::http::Proxy "http://${gateway}:${packagesPort}";\n`);
  return files;
}
