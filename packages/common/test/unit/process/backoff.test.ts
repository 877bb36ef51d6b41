import { expect } from 'chai';
import { Backoff } from '../../../src/process/backoff.ts';

describe('Backoff', () => {
  const options = { firstBackoffMs: 100, maxBackoffMs: 1000, youngMs: 5000 };

  it('doubles with each process that dies young, up to a limit', () => {
    const backoff = new Backoff(options);
    expect([1, 2, 3, 4, 5, 6].map(() => backoff.died(10))).to.deep.equal([100, 200, 400, 800, 1000, 1000]);
  });

  it('is over once a process has lived long enough', () => {
    const backoff = new Backoff(options);
    backoff.died(10);
    backoff.died(10);
    expect(backoff.died(5000)).to.equal(0);
    expect(backoff.died(10)).to.equal(100);
  });
});
