import { expect } from 'chai';
import { expressionOf } from '../../../src/balancer/patterns.ts';

const matches = (pattern: string, path: string) => new RegExp(expressionOf(pattern)).test(path);

describe('a path pattern of a listener rule', () => {
  it('has any text for *, none too, and any one character for ?', () => {
    expect(matches('/api/v1/users*', '/api/v1/users')).to.equal(true);
    expect(matches('/api/v1/users*', '/api/v1/users/asha/rides')).to.equal(true);
    expect(matches('/api/?1/users', '/api/v1/users')).to.equal(true);
    expect(matches('/api/?1/users', '/api/1/users')).to.equal(false);
  });

  it('is for the whole path', () => {
    expect(matches('/status/users', '/status/users/')).to.equal(false);
    expect(matches('/status/users', '/v2/status/users')).to.equal(false);
  });

  it('tells capital letters from small ones', () => {
    expect(matches('/api/v1/users*', '/API/v1/users')).to.equal(false);
  });

  it('takes every other character for itself', () => {
    expect(matches('/a.b+(c)|d', '/a.b+(c)|d')).to.equal(true);
    expect(matches('/a.b', '/axb')).to.equal(false);
  });
});
