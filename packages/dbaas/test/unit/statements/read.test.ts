import { expect } from 'chai';
import { parseRead } from '../../../src/statements/read.ts';
import { refusedFields } from './refused.ts';

const read = (fields: object) => parseRead({ table: 'users', ...fields });
const refused = (fields: object) => refusedFields(() => read(fields));

describe('parseRead', () => {
  it('reads all columns of all rows with session consistency unless told otherwise', () => {
    expect(read({})).to.deep.equal({
      table: 'users',
      columns: 'all',
      where: [],
      orderBy: [],
      consistency: 'session',
    });
  });

  it('takes everything that the contract offers', () => {
    const given = {
      columns: ['a', 'b'],
      where: { a: 1 },
      orderBy: ['b', '-a'],
      limit: 10,
      offset: 0,
      consistency: 'eventual',
    };
    expect(read(given)).to.deep.equal({
      ...given,
      table: 'users',
      where: [{ column: 'a', op: '=', value: 1 }],
      orderBy: [
        { column: 'b', descending: false },
        { column: 'a', descending: true },
      ],
    });
  });

  it('takes one column and one order bare', () => {
    expect(read({ columns: 'a', orderBy: '-b' })).to.deep.include({
      columns: ['a'],
      orderBy: [{ column: 'b', descending: true }],
    });
  });

  it('counts at the bare word, while a list names a column of that name', () => {
    expect(read({ columns: 'count' }).columns).to.equal('count');
    expect(read({ columns: ['count'] }).columns).to.deep.equal(['count']);
  });

  it('refuses to order or page a count', () => {
    for (const paging of [{ orderBy: 'a' }, { limit: 1 }, { offset: 1 }]) {
      expect(refused({ columns: 'count', ...paging })).to.deep.equal(Object.keys(paging));
    }
  });

  it('refuses limits and offsets that are no non-negative integers', () => {
    for (const value of [-1, 1.5, '1', null, NaN, 2 ** 53]) {
      expect(refused({ limit: value }), String(value)).to.deep.equal(['limit']);
      expect(refused({ offset: value }), String(value)).to.deep.equal(['offset']);
    }
  });

  it('refuses columns and orders that are no lists of identifiers', () => {
    expect(refused({ columns: [] })).to.deep.equal(['columns']);
    expect(refused({ columns: null })).to.deep.equal(['columns']);
    expect(refused({ columns: ['a', 'a'] })).to.deep.equal(['columns']);
    expect(refused({ columns: ['a', '*'] })).to.deep.equal(['columns.1']);
    expect(refused({ columns: '*' })).to.deep.equal(['columns.0']);
    expect(refused({ orderBy: [] })).to.deep.equal(['orderBy']);
    expect(refused({ orderBy: '--a' })).to.deep.equal(['orderBy']);
    expect(refused({ orderBy: ['a', 'a desc'] })).to.deep.equal(['orderBy.1']);
    expect(refused({ orderBy: [1] })).to.deep.equal(['orderBy.0']);
  });

  it('refuses other consistencies, unknown fields and other bodies', () => {
    expect(refused({ consistency: 'strong' })).to.deep.equal(['consistency']);
    expect(refused({ groupBy: 'a', having: 1 })).to.deep.equal(['groupBy', 'having']);
    expect(refusedFields(() => parseRead([]))).to.deep.equal(['body']);
    expect(refusedFields(() => parseRead({}))).to.deep.equal(['table']);
  });
});
