import { expect } from 'chai';
import { findArea } from '../../src/areas.ts';

describe('the areas', () => {
  const numbers = Array.from({ length: 198 }, (_, index) => index + 1);

  it('are the 198 wards', () => {
    expect(numbers.map((number) => findArea(number)?.number)).to.deep.equal(numbers);
    expect(findArea(0)).to.equal(undefined);
    expect(findArea(199)).to.equal(undefined);
  });

  it('have names of their own, each in words that start with a capital', () => {
    const names = numbers.map((number) => findArea(number)?.name ?? '');
    expect(new Set(names)).to.have.property('size', 198);
    for (const name of names)
      expect(name).to.match(/^([A-Z]{1,3}|[A-Z][a-z]+\.?)( ([A-Z]{1,3}|[A-Z][a-z]+))*$/);
  });
});
