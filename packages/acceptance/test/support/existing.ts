import { readFileSync } from 'node:fs';
import type { Endpoints } from '@rideshare/local';

type Name = keyof Endpoints;

/** A system that runs already. */
export interface ExistingSystem {
  /** Looked up at each call, and the token of its database. */
  addresses: () => Endpoints & { token: string };
  /** Which of the addresses show the landing page; without it just the load balancer. */
  pages?: readonly Name[];
  /** `alb`: an Application Load Balancer, whose limits and whose own answers are not ours. */
  balancer?: 'ours' | 'alb';
  /** How much of their usual number the requests are that a test makes at once or in a row; 1 is all of them. */
  volume?: number;
}

let told: ExistingSystem | undefined;

/** Has the shared suites ask this system; to be called before they are loaded. */
export function testExisting(system: ExistingSystem): void {
  told = system;
}

/**
 * The system that the shared suites ask instead of starting one: that of {@link testExisting}, else the one that
 * `RIDESHARE_SYSTEM` describes, as JSON or as the name of a file of JSON: edge, users, rides, dbaas and token, and
 * pages, balancer and volume where they are otherwise.
 */
export function existingSystem(): ExistingSystem | undefined {
  const described = process.env['RIDESHARE_SYSTEM'] ?? '';
  return told ?? (described === '' ? undefined : parse(described));
}

function parse(described: string): ExistingSystem {
  const text = described.startsWith('{') ? described : readFileSync(described, 'utf8');
  const { pages, balancer, volume, ...system } = JSON.parse(text) as Partial<Record<Name | 'token', string>> &
    Omit<ExistingSystem, 'addresses'>;
  const field = (name: Name | 'token'): string => {
    const value = system[name];
    if (value === undefined) throw new Error(`RIDESHARE_SYSTEM does not tell ${name}`);
    return value;
  };
  const [edge, users, rides, dbaas] = [field('edge'), field('users'), field('rides'), field('dbaas')];
  const addresses = { edge, users, rides, dbaas, token: field('token') };
  return {
    addresses: () => addresses,
    ...(pages && { pages }),
    ...(balancer && { balancer }),
    ...(volume && { volume }),
  };
}
