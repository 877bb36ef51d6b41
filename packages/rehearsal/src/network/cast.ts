import { byHost, type ByHost } from '../hosts/by-host.ts';
import { hostNames } from '../hosts/host.ts';
import type { Subnet } from './subnet.ts';

const domain = 'rehearsal.test';
const balancer = 10;
const firstHost = 11;
const outsider = 20;

export interface Place {
  address: string;
  /** Its name in the network's own domain. */
  publicName: string;
}

/** Who is in the network of a rehearsal, and where. */
export interface Cast {
  subnet: Subnet;
  balancer: Place;
  outsider: Place;
  hosts: ByHost<Place>;
}

export function castOf(subnet: Subnet): Cast {
  const place = (name: string, index: number): Place => ({
    address: subnet.address(index),
    publicName: `${name}.${domain}`,
  });
  return {
    subnet,
    balancer: place('load-balancer', balancer),
    outsider: place('outsider', outsider),
    hosts: byHost((name) => place(name, firstHost + hostNames.indexOf(name))),
  };
}
