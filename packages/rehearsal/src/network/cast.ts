import { hostNames, type HostName } from '../hosts/host.ts';
import type { Subnet } from './subnet.ts';

const domain = 'rehearsal.test';
const firstHost = 11;

/** Who is in the network of a rehearsal, and where. */
export interface Cast {
  subnet: Subnet;
  balancer: Place;
  outsider: Place;
  hosts: Readonly<Record<HostName, Place>>;
}

export interface Place {
  address: string;
  /** Its name in the network's own domain. */
  publicName: string;
}

export function castOf(subnet: Subnet): Cast {
  const place = (name: string, index: number): Place => ({
    address: subnet.address(index),
    publicName: `${name}.${domain}`,
  });
  const hosts = hostNames.map((name, index) => [name, place(name, firstHost + index)] as const);
  return {
    subnet,
    balancer: place('load-balancer', 10),
    outsider: place('outsider', 20),
    hosts: Object.fromEntries(hosts) as Record<HostName, Place>,
  };
}
