import { temporaryFolder } from '@rideshare/local';
import { expect } from 'chai';
import { toReport } from '../../../src/faults/report/report.ts';
import { run } from '../../../src/faults/run.ts';
import { roundKinds } from '../../../src/faults/schedule/schedule.ts';

const SEED = 1;
const SECONDS = 30;

describe('a system that is struck again and again', function () {
  this.timeout(400_000);

  it('keeps every promise', async () => {
    const folder = await temporaryFolder('rideshare-faults-');
    try {
      const { signal } = new AbortController();
      const options = { seconds: SECONDS, seed: SEED, only: roundKinds, clients: 16 };
      const result = await run({ ...options, dir: folder.path, progress: () => undefined, signal });
      expect(result.violations).to.deep.equal([]);
      const { acked, faults } = toReport({ seed: SEED, seconds: SECONDS, ...result });
      expect(acked).to.be.above(0);
      expect(faults).not.to.deep.equal({});
    } finally {
      await folder.remove();
    }
  });
});
