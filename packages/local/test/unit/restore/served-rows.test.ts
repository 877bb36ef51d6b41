import { expect } from 'chai';
import { differences } from '../../../src/restore/served-rows.ts';

describe('the comparison of restored rows', () => {
  it('finds nothing where every table has as many rows as expected', () => {
    const rows = { rides: 12, users: 0 };
    expect(differences(new Map(Object.entries(rows)), new Map(Object.entries(rows)))).to.deep.equal([]);
  });

  it('names every table that has other rows, is missing, or is too many', () => {
    const expected = new Map([
      ['members', 3],
      ['rides', 12],
      ['users', 5],
    ]);
    const actual = new Map([
      ['rides', 0],
      ['users', 5],
      ['spies', 0],
    ]);
    expect(differences(expected, actual)).to.deep.equal([
      'members is missing',
      'rides has 0 rows instead of 12',
      'there is a table spies',
    ]);
  });
});
