import { globSync } from 'node:fs';
import { join } from 'node:path';
import { testExisting } from '../../../acceptance/test/support/existing.ts';
import { deployment, secrets } from '../support/deployment.ts';

/** Suites of the acceptance tests that know the system by its HTTP alone, and break nothing. */
const folders = ['conventions', 'users', 'rides', 'dbaas', 'hostile', 'consistency'];

const suites = join(import.meta.dirname, '../../../acceptance/test/acceptance');

testExisting({
  // What thousands of requests find out, they do in the acceptance suite; here they would only take their time.
  volume: 0.1,
  balancer: 'alb',
  pages: ['edge', 'users', 'rides'],
  addresses: () => ({ ...deployment().endpoints, token: secrets().dbaasToken }),
});

for (const file of globSync(`{${folders.join(',')}}/*.test.ts`, { cwd: suites }).sort()) {
  await import(join(suites, file));
}
