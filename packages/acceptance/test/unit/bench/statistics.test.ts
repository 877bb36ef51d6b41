import { expect } from 'chai';
import { median, medianFigure, percentile } from '../../../src/bench/statistics.ts';

describe('the statistics of the benchmark', () => {
  it('takes the nearest rank as the percentile', () => {
    const hundred = Float64Array.from({ length: 100 }, (_, index) => index + 1);
    expect(percentile(hundred, 0.5)).to.equal(50);
    expect(percentile(hundred, 0.99)).to.equal(99);
    expect(percentile(Float64Array.of(0.25), 0.99)).to.equal(0.25);
  });

  it('takes the mean of the two middle values as the median of an even number', () => {
    expect(median([9, 1, 5])).to.equal(5);
    expect(median([8, 1, 5, 2])).to.equal(3.5);
  });

  it('says that nothing is known of no values', () => {
    expect(percentile(new Float64Array(), 0.5)).to.be.NaN;
    expect(median([])).to.be.NaN;
  });

  it('takes the median of each value on its own', () => {
    const figure = medianFigure([
      { rps: 1, p50Ms: 30, p99Ms: 200 },
      { rps: 2, p50Ms: 10, p99Ms: 300 },
      { rps: 3, p50Ms: 20, p99Ms: 100 },
    ]);
    expect(figure).to.deep.equal({ rps: 2, p50Ms: 20, p99Ms: 200 });
  });
});
