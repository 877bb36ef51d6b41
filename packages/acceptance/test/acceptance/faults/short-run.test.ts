import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { temporaryFolder } from '@rideshare/local';
import { expect } from 'chai';
import type { toReport } from '../../../src/faults/report/report.ts';

const SCRIPT = fileURLToPath(new URL('../../../../../scripts/faults', import.meta.url));

describe('npm run faults', function () {
  this.timeout(400_000);

  it('strikes a system again and again, and finds that it keeps every promise', async () => {
    const folder = await temporaryFolder('rideshare-faults-');
    const json = join(folder.path, 'report.json');
    try {
      await promisify(execFile)(SCRIPT, ['--seconds', '30', '--seed', '1', '--json', json]);
      const report = JSON.parse(await readFile(json, 'utf8')) as ReturnType<typeof toReport>;
      expect(report.violations).to.deep.equal([]);
      expect(report).to.include({ lost: 0, duplicated: 0, staleReads: 0, divergent: 0 });
      expect(report.acked).to.be.above(0);
      expect(report.faults).not.to.deep.equal({});
    } finally {
      await folder.remove();
    }
  });
});
