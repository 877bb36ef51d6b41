import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from '@rideshare/local';
import type { Report } from '../../src/faults/report/report.ts';

const SCRIPT = fileURLToPath(new URL('../../../../scripts/faults', import.meta.url));

/** What `npm run faults` finds with these options. @throws Error with what it said, unless every promise was kept */
export async function runFaults(...options: string[]): Promise<Report> {
  const folder = await temporaryFolder('rideshare-faults-');
  const json = join(folder.path, 'report.json');
  try {
    await promisify(execFile)(SCRIPT, [...options, '--json', json]);
    return JSON.parse(await readFile(json, 'utf8')) as Report;
  } finally {
    await folder.remove();
  }
}
