import { expect } from 'chai';
import { runFaults } from '../support/faults.ts';

describe('npm run faults -- --runtime docker', function () {
  this.timeout(600_000);

  it('strikes a deployment of containers, and finds that it keeps every promise', async () => {
    const report = await runFaults('--runtime', 'docker', '--seconds', '25', '--seed', '1');
    expect(report.violations).to.deep.equal([]);
    expect(report).to.include({ lost: 0, duplicated: 0, staleReads: 0, divergent: 0 });
    expect(report.acked).to.be.above(0);
    expect(report.faults).not.to.deep.equal({});
  });
});
