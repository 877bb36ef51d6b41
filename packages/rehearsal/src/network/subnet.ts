import { BlockList } from 'node:net';

const candidates = Array.from({ length: 64 }, (_, third) => `10.85.${third}`);

/** `10.85.0.0/24` and so on: the networks that a rehearsal may take. */
export interface Subnet {
  /** In CIDR notation. */
  cidr: string;
  /** Address of this machine in it. */
  gateway: string;
  /** Address number `index` in it. */
  address(index: number): string;
}

const subnetOf = (prefix: string): Subnet => ({
  cidr: `${prefix}.0/24`,
  gateway: `${prefix}.1`,
  address: (index) => `${prefix}.${index}`,
});

function overlaps(prefix: string, [network = '', bits = '32']: string[]): boolean {
  const [ours, theirs] = [new BlockList(), new BlockList()];
  ours.addSubnet(`${prefix}.0`, 24);
  theirs.addSubnet(network, Number(bits));
  return ours.check(network) || theirs.check(`${prefix}.0`);
}

/**
 * A network of 256 addresses that none of `taken` overlaps.
 *
 * @param taken in CIDR notation, or single addresses
 * @throws Error when there is none
 */
export function freeSubnet(taken: readonly string[]): Subnet {
  const prefix = candidates.find(
    (candidate) => !taken.some((other) => overlaps(candidate, other.split('/'))),
  );
  if (prefix === undefined)
    throw new Error('this machine has a route to each network that a rehearsal may take');
  return subnetOf(prefix);
}
