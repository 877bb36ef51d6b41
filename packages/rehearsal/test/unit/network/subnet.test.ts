import { expect } from 'chai';
import { freeSubnet } from '../../../src/network/subnet.ts';

describe('a network for a rehearsal', () => {
  it('is one that nothing on this machine overlaps, whether it is larger, smaller or a single address', () => {
    const taken = ['10.85.0.0/23', '10.85.2.128/25', '10.85.3.7', '192.0.2.0/24'];
    expect(freeSubnet(taken)).to.include({ cidr: '10.85.4.0/24', gateway: '10.85.4.1' });
  });

  it('has an address for everybody', () => {
    expect(freeSubnet([]).address(11)).to.equal('10.85.0.11');
  });

  it('is refused when there is a route to all of them', () => {
    expect(() => freeSubnet(['10.0.0.0/8'])).to.throw('route');
  });
});
