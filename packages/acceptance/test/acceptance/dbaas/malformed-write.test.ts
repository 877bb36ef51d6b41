import { expect } from 'chai';
import { expectProblem } from '../../support/problem.ts';
import { dbaas } from '../../support/shared.ts';
import { freshTable, newTable, rows, write } from '../../support/tables.ts';

/** Statements without their table, and what the answer must name. */
const STATEMENTS: [object, string?][] = [
  [{}],
  [{ insert: { name: 'x' }, delete: true }],
  [{ insert: { name: 'x' }, update: { name: 'y' }, all: true }],
  [{ insert: {} }, 'insert'],
  [{ insert: [] }, 'insert'],
  [{ insert: null }, 'insert'],
  [{ insert: [{ name: 'x' }, 7] }, 'insert'],
  [{ insert: { name: { a: 1 } } }, 'name'],
  [{ insert: { name: ['x'] } }, 'name'],
  [{ insert: { name: true } }, 'name'],
  [{ insert: { colour: 'red' } }, 'colour'],
  [{ insert: { 'name") --': 'x' } }],
  [{ insert: { name: 'x' }, where: { id: 1 } }, 'where'],
  [{ insert: { name: 'x' }, all: true }, 'all'],
  [{ column: ['name', 'age'], insert: ['x'] }, 'insert'],
  [{ column: ['name'], insert: ['x', 1] }, 'insert'],
  [{ column: ['name', 'name'], insert: ['x', 'y'] }, 'column'],
  [{ column: 'name' }, 'insert'],
  [{ column: [7], insert: ['x'] }, 'column'],
  [{ update: {}, all: true }, 'update'],
  [{ update: 'name=x', all: true }, 'update'],
  [{ update: { colour: 'red' }, all: true }, 'colour'],
  [{ delete: false, all: true }, 'delete'],
  [{ delete: 'yes', all: true }, 'delete'],
  [{ delete: true, all: 'yes' }, 'all'],
  [{ delete: true, all: true, where: { id: 1 } }],
  [{ insert: { name: 'x' }, expect: 1 }, 'expect'],
  [{ insert: { name: 'x' }, expect: {} }, 'expect'],
  [{ insert: { name: 'x' }, expect: { changes: -1 } }, 'changes'],
  [{ insert: { name: 'x' }, expect: { changes: '1' } }, 'changes'],
  [{ insert: { name: 'x' }, returning: '*' }, 'returning'],
  [{ insert: { name: 'x' }, columns: ['name'] }, 'columns'],
];

const TABLES = [
  '',
  'a b',
  'a;b',
  '1a',
  '_a',
  'a"b',
  "a'b",
  'sqlite_master',
  'main.users',
  'ä',
  'select',
  7,
  null,
  ['users'],
];

describe('a write', () => {
  let table = '';
  before(async () => {
    table = await newTable(dbaas);
    await write(dbaas, { table, insert: { name: 'first' } });
  });

  afterEach('and nothing has changed', async () => {
    expect(await rows(dbaas, { table })).to.deep.equal([{ id: 1, name: 'first', age: null }]);
  });

  for (const [statement, field] of STATEMENTS) {
    it(`${JSON.stringify(statement)} is refused${field ? ` for ${field}` : ''}`, async () => {
      expectProblem(await write(dbaas, { table, ...statement }), 400, field);
      expectProblem(await write(dbaas, { transaction: [{ table, ...statement }] }), 400, field);
    });
  }

  for (const name of TABLES) {
    it(`of the table ${JSON.stringify(name)} is refused`, async () => {
      expectProblem(await write(dbaas, { table: name, insert: { name: 'x' } }), 400, 'table');
    });
  }

  it('of an unknown table is refused by name', async () => {
    const unknown = freshTable();
    expectProblem(await write(dbaas, { table: unknown, insert: { name: 'x' } }), 400, unknown);
  });

  for (const body of [[], 'insert', 7, null, [{ table: 'users', insert: { username: 'x' } }]]) {
    it(`${JSON.stringify(body)} is refused`, async () => {
      expectProblem(await write(dbaas, body), 400);
    });
  }
});
