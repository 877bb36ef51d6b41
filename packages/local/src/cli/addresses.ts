import { createHash } from 'node:crypto';
import { endpointNames } from '../system/plan.ts';
import { timestampIn } from '../system/round-trip.ts';
import type { Endpoints } from '../system/plan.ts';

const contents: Record<keyof Endpoints, string> = {
  edge: 'the load balancer: a page for browsers, and all of the API',
  users: 'the users service alone',
  rides: 'the rides service alone',
  dbaas: 'the database service',
};

/** The addresses, and three calls that work when they are pasted. */
export function addressLines(endpoints: Endpoints): string {
  const api = `${endpoints.edge}/api/v1`;
  const json = (value: object) => `-H 'Content-Type: application/json' -d '${JSON.stringify(value)}'`;
  const user = { username: 'asha', password: createHash('sha1').update('secret').digest('hex') };
  const ride = { created_by: 'asha', timestamp: timestampIn(1, new Date()), source: 1, destination: 2 };
  return [
    ...endpointNames.map((name) => `  ${name.padEnd(6)} ${endpoints[name].padEnd(24)} ${contents[name]}`),
    '',
    'Try:',
    `  curl -i -X PUT ${api}/users ${json(user)}`,
    `  curl -i -X POST ${api}/rides ${json(ride)}`,
    `  curl -i '${api}/rides?source=1&destination=2'`,
  ].join('\n');
}
