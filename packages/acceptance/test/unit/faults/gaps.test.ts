import { expect } from 'chai';
import { longestGap } from '../../../src/faults/report/gaps.ts';
import { percentileMs } from '../../../src/faults/report/percentile.ts';

describe('the longest gap between answers', () => {
  it('is the one that a strike is in, from the answer before it', () => {
    expect(longestGap([10, 20, 95, 100, 110], 30, 105)).to.equal(75);
  });

  it('is not one that ended before, or began after', () => {
    expect(longestGap([0, 500, 510, 520, 900], 505, 515)).to.equal(10);
  });

  it('goes on until the next answer when none came meanwhile', () => {
    expect(longestGap([10, 400], 50, 100)).to.equal(390);
  });

  it('lasts until the end when no answer came any more', () => {
    expect(longestGap([10], 50, 100)).to.equal(90);
    expect(longestGap([], 50, 100)).to.equal(50);
  });
});

describe('a percentile', () => {
  it('is the value that so many do not exceed', () => {
    expect(percentileMs([4, 1, 3, 2.4], 0.5)).to.equal(2);
    expect(percentileMs([4, 1, 3, 2], 0.95)).to.equal(4);
  });

  it('is none of no values', () => expect(percentileMs([], 0.5)).to.equal(null));
});
