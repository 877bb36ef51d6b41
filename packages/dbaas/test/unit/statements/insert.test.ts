import { expect } from 'chai';
import { parseWrite } from '../../../src/statements/write.ts';
import { refusedFields } from './refused.ts';

const insertOf = (insert: unknown, column?: unknown) =>
  parseWrite({ table: 'users', insert, ...(column !== undefined && { column }) }).statements[0];

const refused = (insert: unknown, column?: unknown) => refusedFields(() => insertOf(insert, column));

describe('parseWrite of an insert', () => {
  it('takes one object as one row', () => {
    expect(parseWrite({ table: 'users', insert: { username: 'a', age: 3 } })).to.deep.equal({
      statements: [{ kind: 'insert', table: 'users', columns: ['username', 'age'], rows: [['a', 3]] }],
      transaction: false,
    });
  });

  it('takes an array of objects as rows, whatever the order of their fields', () => {
    expect(
      insertOf([
        { a: 1, b: 2 },
        { b: 4, a: 3 },
      ]),
    ).to.deep.include({
      columns: ['a', 'b'],
      rows: [
        [1, 2],
        [3, 4],
      ],
    });
  });

  it('refuses rows whose columns differ, naming the row', () => {
    expect(refused([{ a: 1 }, { b: 1 }])).to.deep.equal(['insert.1']);
    expect(refused([{ a: 1 }, { a: 1, b: 1 }])).to.deep.equal(['insert.1']);
    expect(refused([{ a: 1 }, null])).to.deep.equal(['insert.1']);
  });

  it('refuses no row and no column', () => {
    expect(refused([])).to.deep.equal(['insert']);
    expect(refused({})).to.deep.equal(['insert']);
    expect(refused([{}])).to.deep.equal(['insert.0']);
    expect(refused(null)).to.deep.equal(['insert']);
  });

  it('takes values by position', () => {
    expect(insertOf(['x', 1], ['a', 'b'])).to.deep.include({ columns: ['a', 'b'], rows: [['x', 1]] });
  });

  it('takes a single column and its value bare', () => {
    expect(insertOf('x', 'a')).to.deep.include({ columns: ['a'], rows: [['x']] });
    expect(insertOf(['x'], 'a')).to.deep.include({ columns: ['a'], rows: [['x']] });
    expect(insertOf(null, ['a'])).to.deep.include({ columns: ['a'], rows: [[null]] });
  });

  it('takes several rows by position', () => {
    expect(insertOf([['x'], ['y']], 'a')).to.deep.include({ columns: ['a'], rows: [['x'], ['y']] });
  });

  it('refuses values that do not match the columns', () => {
    expect(refused(['x'], ['a', 'b'])).to.deep.equal(['insert']);
    expect(refused([['x', 1], ['y']], ['a', 'b'])).to.deep.equal(['insert.1']);
    expect(refused([['x', 1], 'y'], ['a', 'b'])).to.deep.equal(['insert.1']);
    expect(refused({ a: 1 }, ['a'])).to.deep.equal(['insert.0']);
    expect(refused([], ['a'])).to.deep.equal(['insert']);
  });

  it('refuses a column named twice', () => {
    expect(refused([1, 2], ['a', 'a'])).to.deep.equal(['column']);
  });

  it('refuses what cannot be carried without loss, naming the column', () => {
    for (const value of [true, false, [], {}, 2 ** 53, -(2 ** 53), 1e300, NaN, Infinity, '\ud800']) {
      expect(refused({ fine: 1, wrong: value }), JSON.stringify(value)).to.deep.equal(['insert.wrong']);
    }
  });

  it('takes any well-formed text and any number within bounds', () => {
    const values = ['', '\0', '💚 ಬೆಂಗಳೂರು', 'x'.repeat(100_000), 0, -1.5, 2 ** 53 - 1, 5e-324, null];
    const row = Object.fromEntries(values.map((value, i) => [`c${i}`, value]));
    expect(insertOf(row)).to.deep.include({ rows: [values] });
  });

  it('refuses names that are no identifiers', () => {
    for (const name of [
      '',
      '1a',
      '_a',
      'a b',
      'a"',
      "a'",
      'a`',
      'a;--',
      'é',
      'sqlite_x',
      'SQLite_x',
      'a\n',
      'a'.repeat(65),
    ]) {
      expect(refused({ [name]: 1 }), name).to.deep.equal([`insert.${name}`]);
      expect(
        refusedFields(() => parseWrite({ table: name, insert: { a: 1 } })),
        name,
      ).to.deep.equal(['table']);
    }
    expect(insertOf({ ['a'.repeat(64)]: 1 }))
      .to.have.property('columns')
      .with.lengthOf(1);
  });

  it('refuses more than 100 columns and more than 10,000 values', () => {
    const wide = (n: number) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`c${i}`, i]));
    expect(insertOf(wide(100)))
      .to.have.property('columns')
      .with.lengthOf(100);
    expect(refused(wide(101))).to.deep.equal(['insert']);
    expect(insertOf(Array(100).fill(wide(100))))
      .to.have.property('rows')
      .with.lengthOf(100);
    expect(refused(Array(101).fill(wide(100)))).to.deep.equal(['insert']);
  });

  it('treats names of a prototype as names', () => {
    expect(refused(JSON.parse('{"__proto__":{"a":1}}'))).to.deep.equal(['insert.__proto__']);
    expect(refused([{ constructor: 1 }, { a: 1 }])).to.deep.equal(['insert.1']);
    expect(insertOf({ constructor: 1, toString: 2 })).to.deep.include({
      columns: ['constructor', 'toString'],
      rows: [[1, 2]],
    });
  });
});
