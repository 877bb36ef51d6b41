import { expect } from 'chai';
import { Comparison } from '../../../src/checkpoint/comparison.ts';

const LOGGED = { logged: 'abc', master: 'one' };

describe('Comparison', () => {
  it('waits for both hashes, whichever comes first', () => {
    const first = new Comparison();
    expect(first.hashed(7, 'abc')).to.equal(undefined);
    expect(first.told(7, LOGGED)).to.deep.equal({ offset: 7, own: 'abc', ...LOGGED });

    const second = new Comparison();
    expect(second.told(7, LOGGED)).to.equal(undefined);
    expect(second.hashed(7, 'xyz')).to.deep.equal({ offset: 7, own: 'xyz', ...LOGGED });
  });

  it('never compares hashes of different offsets', () => {
    const comparison = new Comparison();
    comparison.hashed(7, 'abc');
    expect(comparison.told(8, LOGGED)).to.equal(undefined);
  });

  it('remembers a few checkpoints and forgets the older ones', () => {
    const comparison = new Comparison();
    for (let offset = 1; offset <= 100; offset += 1) comparison.told(offset, LOGGED);
    expect(comparison.hashed(99, 'abc')?.offset).to.equal(99);
    expect(comparison.hashed(1, 'abc')).to.equal(undefined);
  });
});
