import { readFileSync } from 'node:fs';

/** Where a system that runs already can be asked, and the token of its database. */
export type SystemAddresses = Record<'edge' | 'users' | 'rides' | 'dbaas' | 'token', string>;

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
  const field = (name: keyof SystemAddresses): string => {
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
  };
}
