import { expectProblem } from '../../support/problem.ts';
import { dbaas } from '../../support/shared.ts';
import { defineTable, freshTable, PEOPLE, read } from '../../support/tables.ts';

/** Definitions of no table, and what the answer must name. */
const MALFORMED: [unknown, string?][] = [
  [{}, 'columns'],
  [{ columns: [] }, 'columns'],
  [{ columns: 'name' }, 'columns'],
  [{ columns: [{ type: 'text' }] }, 'name'],
  [{ columns: [{ name: 'a' }] }, 'type'],
  [{ columns: [{ name: 'a', type: 'varchar(10)' }] }, 'type'],
  [{ columns: [{ name: 'a b', type: 'text' }] }, 'name'],
  [{ columns: [{ name: 'a"', type: 'text' }] }, 'name'],
  [{ columns: [{ name: '1a', type: 'text' }] }, 'name'],
  [
    {
      columns: [
        { name: 'a', type: 'text' },
        { name: 'a', type: 'text' },
      ],
    },
    'columns',
  ],
  [
    {
      columns: [
        { name: 'a', type: 'text' },
        { name: 'A', type: 'text' },
      ],
    },
    'columns',
  ],
  [{ columns: [{ name: 'a', type: 'text', size: 10 }] }, 'size'],
  [{ columns: [{ name: 'a', type: 'text', notNull: 'yes' }] }, 'notNull'],
  [{ columns: [{ name: 'a', type: 'text', default: { now: true } }] }, 'default'],
  [{ columns: [{ name: 'a', type: 'text', primaryKey: true, autoIncrement: true }] }, 'autoIncrement'],
  [{ columns: [{ name: 'a', type: 'integer', references: { table: 'x y', column: 'id' } }] }, 'table'],
  [
    {
      columns: [
        { name: 'a', type: 'integer', references: { table: 'x', column: 'id', onDelete: 'explode' } },
      ],
    },
    'onDelete',
  ],
  [{ columns: [{ name: 'a', type: 'text' }], primaryKey: ['b'] }, 'primaryKey'],
  [{ columns: [{ name: 'a', type: 'text' }], indexes: [{ columns: ['b'] }] }, 'indexes'],
  [{ columns: [{ name: 'a', type: 'text' }], indexes: [{ columns: [] }] }, 'indexes'],
  [{ columns: [{ name: 'a', type: 'text' }], comment: 'x' }, 'comment'],
  [[]],
  ['CREATE TABLE x (a)'],
];

describe('a malformed table definition', () => {
  for (const [definition, field] of MALFORMED) {
    it(`${JSON.stringify(definition)} is refused${field ? ` for ${field}` : ''}`, async () => {
      const table = freshTable();
      expectProblem(await defineTable(dbaas, table, definition), 400, field);
      expectProblem(await read(dbaas, { table }), 400);
    });
  }

  for (const name of ['sqlite_x', '1a', 'a-b', 'a%20b', 'a%22b', 'a%2Fb', '%00', 'a;b']) {
    it(`of a table called ${name} is refused`, async () => {
      expectProblem(await defineTable(dbaas, name, PEOPLE), 400);
    });
  }
});
