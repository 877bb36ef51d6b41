import { patience } from '../../src/checks/patience.ts';
import type { PlaybookRun } from '../../src/ansible/playbook.ts';
import type { Rehearsal, Secrets } from '../../src/rehearsal.ts';
import { startRehearsal } from '../../src/start.ts';

let rehearsal: Rehearsal | undefined;
let first: PlaybookRun | undefined;
let known: Secrets | undefined;

// Hooks of the root suite, as this is loaded outside of any: without a deployment no check could tell anything.
before('boot three bare hosts', async function () {
  this.timeout(patience.hostsMs);
  rehearsal = await startRehearsal();
});

before('site.yml', async function () {
  this.timeout(patience.playbookMs);
  first = await deployment().ansible('site.yml', { version: deployment().versions.first });
  known = await deployment().secrets();
});

after('remove the hosts', async function () {
  this.timeout(patience.hostsMs);
  await rehearsal?.stop();
});

function there<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is no deployment yet');
  return value;
}

/** What site.yml has made of three bare hosts, and what is around them. */
export const deployment = (): Rehearsal => there(rehearsal);

/** The run of site.yml that has made it. */
export const firstRun = (): PlaybookRun => there(first);

/** The secrets that have been generated for it. */
export const secrets = (): Secrets => there(known);
