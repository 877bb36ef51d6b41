import { readFileSync } from 'node:fs';
import type { Endpoints } from '@rideshare/local';

/** Where a system that runs already can be asked. */
export interface SystemAddresses extends Endpoints {
  /** Of its database. */
  token: string;
  /** Which of them show the landing page; without it just the load balancer. */
  pages?: readonly (keyof Endpoints)[];
}

type Source = () => SystemAddresses;

let told: Source | undefined;

/** Has the shared suites ask this system; to be called before they are loaded. It is looked up at each call. */
export function testExisting(system: Source): void {
  told = system;
}

/**
 * The system that the shared suites ask instead of starting one: that of {@link testExisting}, else the one that
 * `RIDESHARE_SYSTEM` describes, as JSON or as the name of a file of JSON.
 */
export function existingSystem(): Source | undefined {
  const described = process.env['RIDESHARE_SYSTEM'] ?? '';
  return told ?? (described === '' ? undefined : () => parse(described));
}

function parse(described: string): SystemAddresses {
  const text = described.startsWith('{') ? described : readFileSync(described, 'utf8');
  const system = JSON.parse(text) as Partial<SystemAddresses>;
  const field = (name: keyof Endpoints | 'token'): string => {
    const value = system[name];
    if (value === undefined) throw new Error(`RIDESHARE_SYSTEM does not tell ${name}`);
    return value;
  };
  return {
    edge: field('edge'),
    users: field('users'),
    rides: field('rides'),
    dbaas: field('dbaas'),
    token: field('token'),
    ...(system.pages && { pages: system.pages }),
  };
}
