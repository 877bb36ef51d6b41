import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';

const SCRIPT = fileURLToPath(new URL('../../../../../scripts/bench', import.meta.url));
const FIGURE = ['rps', 'p50Ms', 'p99Ms'];

async function bench(...args: string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(SCRIPT, ['--json', ...args]);
  return JSON.parse(stdout);
}

describe('npm run bench', function () {
  this.timeout(300_000);

  it('measures the system and the bare server, and prints nothing but their figures', async () => {
    const report = await bench('--seconds', '4.5', '--connections', '4');
    expect(report).to.have.all.keys('reads', 'writes', 'singleRead', 'singleWrite', 'bare', 'ratio');
    expect(report).to.have.property('reads').with.all.keys(FIGURE);
    expect(report).to.have.nested.property('ratio.writes').that.is.above(0);
  });

  it('measures a slave that joins, under a load of which no request fails', async () => {
    const report = await bench('--new-slave', '--rides', '5000', '--seconds', '8');
    expect(report).to.include({ rides: 5_000 }).and.have.property('firstReadMs').that.is.above(0);
    expect(report).to.have.property('writes').with.all.keys(FIGURE);
  });
});
