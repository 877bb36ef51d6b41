import { expect } from 'chai';
import fc from 'fast-check';
import { BackOff } from '../../../src/amqp/back-off.ts';

describe('the back-off', () => {
  const pauses = (backOff: BackOff, count: number) => Array.from({ length: count }, () => backOff.next());

  it('doubles up to its maximum', () => {
    const backOff = new BackOff({ firstMs: 100, maxMs: 500, random: () => 1 });
    expect(pauses(backOff, 5)).to.deep.equal([100, 200, 400, 500, 500]);
  });

  it('starts small again after a reset', () => {
    const backOff = new BackOff({ firstMs: 100, maxMs: 500, random: () => 1 });
    pauses(backOff, 3);
    backOff.reset();
    expect(backOff.next()).to.equal(100);
  });

  it('never pauses for less than half of its ceiling nor for more', () => {
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(random, fc.nat(20), (value, tries) => {
        const backOff = new BackOff({ firstMs: 100, maxMs: 2_000, random: () => value });
        const last = pauses(backOff, tries + 1).at(-1);
        const ceiling = Math.min(100 * 2 ** tries, 2_000);
        expect(last).to.be.within(ceiling / 2, ceiling);
      }),
    );
  });
});
