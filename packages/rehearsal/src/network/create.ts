import type { Stage } from '../engine/stage.ts';
import { run } from '../program/run.ts';
import { freeSubnet, type Subnet } from './subnet.ts';

interface Route {
  dst: string;
}

/** IPv4 networks that this machine has a route to, but for the default one. */
async function routed(): Promise<string[]> {
  const routes = JSON.parse(await run('ip', '-json', '-4', 'route', 'show')) as Route[];
  return routes
    .map(({ dst }) => dst)
    .filter((network) => /^[\d./]+$/.test(network) && network !== '0.0.0.0/0');
}

/**
 * A network that leads nowhere: who is in it reaches the others there and this machine, whatever the engine does for
 * other networks.
 */
export async function createNetwork({ docker, name, labels }: Stage): Promise<Subnet> {
  const subnet = freeSubnet(await routed());
  await docker.createNetwork({
    Name: name,
    Labels: labels,
    IPAM: { Config: [{ Subnet: subnet.cidr, Gateway: subnet.gateway }] },
    Options: { 'com.docker.network.bridge.enable_ip_masquerade': 'false' },
  });
  return subnet;
}
