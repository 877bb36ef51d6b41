import { expect } from 'chai';
import { recent } from '../../../src/metrics/recent.ts';
import { VirtualClock } from '../pool/world/virtual-clock.ts';

describe('A recent reading', () => {
  it('is taken once, however many ask for it, until it is too old', async () => {
    const clock = new VirtualClock();
    let readings = 0;
    const read = recent(() => Promise.resolve(++readings), 1_000, clock);
    expect(await Promise.all([read(), read()])).to.deep.equal([1, 1]);
    await clock.advance(999);
    expect(await read()).to.equal(1);
    await clock.advance(1);
    expect(await read()).to.equal(2);
  });

  it('that fails is taken again at once', async () => {
    const outcomes = [Promise.reject(new Error('away')), Promise.resolve('there')];
    const read = recent(() => outcomes.shift() ?? expect.fail('a third reading'), 1_000, new VirtualClock());
    expect(await read().catch(String)).to.equal('Error: away');
    expect(await read()).to.equal('there');
    expect(await read()).to.equal('there');
  });
});
