import { expect } from 'chai';
import { checkTableName } from '../../../src/statements/identifiers.ts';
import { parseTable } from '../../../src/statements/table.ts';
import { refusedFields } from './refused.ts';

const table = (definition: unknown) => parseTable('t', definition).definition;
const refused = (definition: unknown) => refusedFields(() => table(definition));
const id = { name: 'id', type: 'integer' };
const name = { name: 'name', type: 'text' };

describe('parseTable', () => {
  it('keeps what a definition says', () => {
    const definition = {
      columns: [
        { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
        {
          name: 'owner',
          type: 'text',
          notNull: true,
          unique: true,
          default: 'x',
          references: { table: 'users', column: 'username', onDelete: 'cascade' },
        },
        { name: 'weight', type: 'real' },
        { name: 'picture', type: 'blob' },
      ],
      indexes: [{ columns: ['owner', 'weight'], unique: true }],
    };
    expect(parseTable('rides', definition)).to.deep.equal({ table: 'rides', definition });
  });

  it('makes the same JSON of definitions that mean the same', () => {
    const plain = {
      columns: [
        { ...id, primaryKey: true },
        { ...name, default: '5' },
      ],
    };
    const wordy = {
      indexes: [],
      columns: [
        { notNull: true, unique: true, type: 'integer', name: 'id', autoIncrement: false },
        {
          references: undefined,
          default: 5,
          name: 'name',
          notNull: false,
          unique: false,
          type: 'text',
          primaryKey: false,
        },
      ],
      primaryKey: ['id'],
    };
    expect(JSON.stringify(table(wordy))).to.equal(JSON.stringify(table(plain)));
    expect(JSON.stringify(table(table(wordy)))).to.equal(JSON.stringify(table(plain)));
  });

  it('leaves out defaults of null and actions that are the default', () => {
    const reference = { table: 'users', column: 'id' };
    expect(
      table({
        columns: [{ ...id, default: null, references: { ...reference, onDelete: 'no action' } }],
        indexes: [{ columns: ['id'], unique: false }],
      }),
    ).to.deep.equal({ columns: [{ ...id, references: reference }], indexes: [{ columns: ['id'] }] });
  });

  it('keeps a key of several columns in its order', () => {
    expect(table({ columns: [id, name], primaryKey: ['name', 'id'] })).to.deep.equal({
      columns: [id, name],
      primaryKey: ['name', 'id'],
    });
  });

  it('refuses two primary keys', () => {
    const key = { primaryKey: true };
    expect(
      refused({
        columns: [
          { ...id, ...key },
          { ...name, ...key },
        ],
      }),
    ).to.deep.equal(['primaryKey']);
    expect(refused({ columns: [{ ...id, ...key }, name], primaryKey: ['id'] })).to.deep.equal(['primaryKey']);
  });

  it('takes autoIncrement with one integer key column only', () => {
    const auto = { autoIncrement: true };
    expect(refused({ columns: [{ ...id, ...auto }] })).to.deep.equal(['columns.0.autoIncrement']);
    expect(refused({ columns: [{ ...name, ...auto, primaryKey: true }] })).to.deep.equal([
      'columns.0.autoIncrement',
    ]);
    expect(refused({ columns: [{ ...id, ...auto }, name], primaryKey: ['id', 'name'] })).to.deep.equal([
      'columns.0.autoIncrement',
    ]);
    expect(table({ columns: [{ ...id, ...auto }], primaryKey: ['id'] }).columns[0]).to.include(auto);
  });

  it('refuses a name used twice, whatever its case', () => {
    expect(refused({ columns: [id, { ...name, name: 'ID' }] })).to.deep.equal(['columns.1.name']);
  });

  it('refuses keys and indexes of columns that the table does not have', () => {
    expect(refused({ columns: [id], primaryKey: ['Id'] })).to.deep.equal(['primaryKey']);
    expect(refused({ columns: [id], indexes: [{ columns: ['id', 'x'] }] })).to.deep.equal([
      'indexes.0.columns',
    ]);
  });

  it('refuses a default that the column cannot hold', () => {
    expect(refused({ columns: [{ ...id, default: 'x' }] })).to.deep.equal(['columns.0.default']);
    expect(refused({ columns: [{ ...id, default: 1.5 }] })).to.deep.equal(['columns.0.default']);
    expect(refused({ columns: [{ ...name, default: '\ud800' }] })).to.deep.equal(['columns.0.default']);
    expect(refused({ columns: [{ name: 'b', type: 'blob', default: '*' }] })).to.deep.equal([
      'columns.0.default',
    ]);
    expect(refused({ columns: [{ ...id, primaryKey: true, default: 1 }] })).to.deep.equal([
      'columns.0.default',
    ]);
  });

  it('names what has the wrong shape', () => {
    expect(refused(undefined)).to.deep.equal(['columns']);
    expect(refused(null)).to.deep.equal(['body']);
    expect(refused([])).to.deep.equal(['body']);
    expect(refused({})).to.deep.equal(['columns']);
    expect(refused({ columns: [] })).to.deep.equal(['columns']);
    expect(refused({ columns: [id, null] })).to.deep.equal(['columns.1']);
    expect(refused({ columns: [{ ...id, type: 'boolean' }] })).to.deep.equal(['columns.0.type']);
    expect(refused({ columns: [{ ...id, notNull: 'true' }] })).to.deep.equal(['columns.0.notNull']);
    expect(refused({ columns: [{ ...id, default: true }] })).to.deep.equal(['columns.0.default']);
    expect(refused({ columns: [{ ...id, check: 'x > 1' }], x: 1 })).to.deep.equal(['columns.0.check', 'x']);
    expect(
      refused({ columns: [{ ...id, references: { table: 'u', column: 'a', onDelete: 'set default' } }] }),
    ).to.deep.equal(['columns.0.references.onDelete']);
    expect(refused({ columns: [id], indexes: [{ columns: [] }] })).to.deep.equal(['indexes.0.columns']);
    expect(
      refused({ columns: Array.from({ length: 101 }, (_, i) => ({ ...id, name: `c${i}` })) }),
    ).to.deep.equal(['columns']);
  });

  it('refuses names that are no identifiers or that SQLite keeps', () => {
    for (const bad of ['a b', 'x"; DROP TABLE t; --', '_x', 'sqlite_x', 'RowId', 'oid']) {
      expect(refused({ columns: [{ ...id, name: bad }] }), bad).to.deep.equal(['columns.0.name']);
    }
    for (const bad of ['', 'a b', '_requests', 'sqlite_sequence', '__proto__']) {
      expect(
        refusedFields(() => parseTable(bad, { columns: [id] })),
        bad,
      ).to.deep.equal(['table']);
      expect(
        refusedFields(() => checkTableName(bad)),
        bad,
      ).to.deep.equal(['table']);
    }
    expect(checkTableName('constructor')).to.equal('constructor');
  });

  it('takes nothing from a prototype', () => {
    const hostile: unknown = JSON.parse(
      '{"columns":[{"name":"id","type":"integer","__proto__":{"primaryKey":true}}]}',
    );
    expect(table(hostile)).to.deep.equal({ columns: [id] });
  });
});
