import { expect } from 'chai';
import { expectProblem } from '../../support/problem.ts';
import { dbaas } from '../../support/shared.ts';
import { newTable, read, rows, write } from '../../support/tables.ts';

const PEOPLE = [
  { name: 'ann', age: 30 },
  { name: 'Ann', age: 31 },
  { name: 'ben', age: 30 },
  { name: 'c=d', age: null },
  { name: '100%', age: -5 },
  { name: '42', age: 0 },
];

/** Forms of a condition, and the names that they match. */
const FORMS: [unknown, string[]][] = [
  [{ name: 'ann' }, ['ann']],
  [{ name: 'ann', age: 30 }, ['ann']],
  [{ name: 'ann', age: 31 }, []],
  [{ age: null }, ['c=d']],
  [{ name: 'c=d' }, ['c=d']],
  ['name=ann', ['ann']],
  ['age=30', ['ann', 'ben']],
  ['name=c=d', ['c=d']],
  ['name=42', ['42']],
  [['name=ben', 'age=30'], ['ben']],
  [['name=ben', 'age=31'], []],
  [[{ column: 'age', op: '=', value: 30 }], ['ann', 'ben']],
  [[{ column: 'age', op: '!=', value: 30 }], ['Ann', '100%', '42']],
  [[{ column: 'age', op: '<', value: 0 }], ['100%']],
  [[{ column: 'age', op: '<=', value: 0 }], ['100%', '42']],
  [[{ column: 'age', op: '>', value: 30 }], ['Ann']],
  [[{ column: 'age', op: '>=', value: 30 }], ['ann', 'Ann', 'ben']],
  [[{ column: 'age', op: 'in', value: [31, -5, 999] }], ['Ann', '100%']],
  [[{ column: 'age', op: '=', value: null }], ['c=d']],
  [[{ column: 'age', op: '!=', value: null }], ['ann', 'Ann', 'ben', '100%', '42']],
  [[{ column: 'name', op: 'like', value: '%nn' }], ['ann', 'Ann']],
  [[{ column: 'name', op: 'like', value: '_en' }], ['ben']],
  [
    [
      { column: 'age', op: '>', value: -10 },
      { column: 'age', op: '<', value: 31 },
    ],
    ['ann', 'ben', '100%', '42'],
  ],
  [[], PEOPLE.map(({ name }) => name)],
];

const MALFORMED: unknown[] = [
  'name',
  '=ann',
  'colour=red',
  7,
  null,
  { colour: 'red' },
  { name: ['ann'] },
  { name: { '>': 1 } },
  { name: true },
  [{ column: 'name', op: '~', value: 'a' }],
  [{ column: 'name', op: 'is not', value: null }],
  [{ column: 'colour', op: '=', value: 'a' }],
  [{ column: 'name', op: 'in', value: 'ann' }],
  [{ column: 'name', op: '=', value: ['ann'] }],
  [{ column: 'name', op: '=' }],
  [{ column: 'name', value: 'ann', op: '=', not: true }],
  [['name=ann']],
  { 'name" OR 1=1 --': 'x' },
  ['name=ann', { column: 'age', op: '=', value: 30 }, 5],
];

describe('a condition', () => {
  let table = '';
  before(async () => {
    table = await newTable(dbaas);
    await write(dbaas, { table, insert: PEOPLE });
  });

  for (const [where, names] of FORMS) {
    it(`${JSON.stringify(where)} matches ${names.join(', ') || 'nobody'}`, async () => {
      const found = await rows(dbaas, { table, columns: ['name'], where, orderBy: 'id' });
      expect(found.map(({ name }) => name)).to.deep.equal(names);
    });
  }

  for (const where of MALFORMED) {
    it(`${JSON.stringify(where)} is refused, in reads and writes`, async () => {
      expectProblem(await read(dbaas, { table, where }), 400);
      expectProblem(await write(dbaas, { table, delete: true, where }), 400);
      expectProblem(await write(dbaas, { table, update: { age: 1 }, where }), 400);
      expect(await rows(dbaas, { table })).to.have.lengthOf(PEOPLE.length);
    });
  }
});
