import { expect } from 'chai';
import { LruCache } from '../../../src/storage/lru-cache.ts';

describe('LruCache', () => {
  it('makes a value once while it is kept', () => {
    const cache = new LruCache<object>(2);
    const value = cache.get('a', () => ({}));
    expect(cache.get('a', () => ({}))).to.equal(value);
  });

  it('drops the value that was used longest ago, and stays bounded', () => {
    const cache = new LruCache<string>(2);
    for (const key of ['a', 'b', 'a', 'c']) cache.get(key, () => key);
    expect(cache.size).to.equal(2);
    expect(cache.get('a', () => 'made again')).to.equal('a');
    expect(cache.get('b', () => 'made again')).to.equal('made again');
  });

  it('keeps nothing of what could not be made', () => {
    const cache = new LruCache<string>(2);
    const fail = () => {
      throw new Error('cannot');
    };
    expect(() => cache.get('a', fail)).to.throw('cannot');
    expect(cache.get('a', () => 'made')).to.equal('made');
  });
});
