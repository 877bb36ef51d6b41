/** Passes failpoints and prints after each: `node passer.ts main|thread FAILPOINTS`. */
import { writeSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker } from 'node:worker_threads';
import { loadConfig } from '@rideshare/common';
import { workerConfig } from '../../../src/config.ts';
import { armFailpoints, failpoint } from '../../../src/failpoints/failpoint.ts';
import { executeLastWills } from '../../../src/failpoints/kill-process.ts';

const STDOUT = 1;
const [where, FAILPOINTS = ''] = process.argv.slice(2);

if (where === 'thread' && isMainThread) {
  executeLastWills();
  new Worker(fileURLToPath(import.meta.url), { argv: ['thread', FAILPOINTS] });
} else {
  armFailpoints(loadConfig(workerConfig, { WORKER_ID: 'w', DATA_DIR: '/tmp', FAILPOINTS }).failpoints);
  for (const round of [1, 2, 3]) {
    failpoint('before-commit');
    writeSync(STDOUT, `${round}a\n`);
    failpoint('after-commit');
    writeSync(STDOUT, `${round}b\n`);
  }
}
