import { expect } from 'chai';
import { databases } from './database.ts';
import { scratchFiles } from './scratch.ts';

const ID = { name: 'id', type: 'integer', primaryKey: true };
const NAME = { name: 'name', type: 'text' };

describe('definitions of tables', () => {
  const database = databases(scratchFiles());
  const define = (table: string, definition: unknown) => database().define(table, definition);
  const conflict = (table: string, definition: unknown) => {
    const { code, body } = define(table, definition);
    expect(code).to.equal('conflict');
    return (body as { detail: string }).detail;
  };

  it('are answered with the normal form', () => {
    expect(define('users', { columns: [{ ...ID, notNull: true }] })).to.deep.equal({
      code: 'ok',
      body: { table: 'users', columns: [ID] },
    });
  });

  it('succeed again when the table stands as asked', () => {
    const first = define('users', { columns: [ID, NAME] });
    database().write({ table: 'users', insert: { name: 'a' } });
    expect(define('users', { columns: [{ ...ID, notNull: true }, NAME], indexes: [] })).to.deep.equal(first);
    expect(database().read({ table: 'users', columns: 'count' })).to.deep.equal([{ count: 1 }]);
  });

  it('conflict with a table of another shape', () => {
    define('users', { columns: [ID] });
    expect(conflict('users', { columns: [ID, NAME] })).to.equal(
      'the table users exists with another definition',
    );
    expect(conflict('USERS', { columns: [ID] })).to.equal('the table users exists with another definition');
  });

  it('conflict when a reference leads nowhere', () => {
    const referring = (table: string, column: string) => ({
      columns: [{ name: 'user', type: 'integer', references: { table, column } }],
    });
    define('users', { columns: [ID, NAME] });
    expect(conflict('rides', referring('nobody', 'id'))).to.equal(
      'rides refers to the table nobody, which does not exist',
    );
    expect(conflict('rides', referring('USERS', 'id'))).to.equal(
      'rides refers to the table USERS, which does not exist',
    );
    for (const column of ['name', 'nothing', 'Id']) {
      expect(conflict('rides', referring('users', column))).to.equal(
        `rides refers to users.${column}, which is no column of unique values`,
      );
    }
    expect(JSON.parse(database().reader.tables())).to.have.lengthOf(1);
    expect(define('rides', referring('users', 'id')).code).to.equal('ok');
  });

  it('may refer to the table itself, and to a column that an index makes unique', () => {
    const parent = { name: 'parent', type: 'text', references: { table: 'people', column: 'name' } };
    expect(
      define('people', { columns: [NAME, parent], indexes: [{ columns: ['name'], unique: true }] }).code,
    ).to.equal('ok');
    expect(
      database().write({
        table: 'people',
        insert: [
          { name: 'a', parent: null },
          { name: 'b', parent: 'a' },
        ],
      }).code,
    ).to.equal('ok');
  });

  it('set a reference to null when told so', () => {
    define('users', { columns: [ID] });
    define('rides', {
      columns: [
        ID,
        { name: 'user', type: 'integer', references: { table: 'users', column: 'id', onDelete: 'set null' } },
      ],
    });
    database().write({
      transaction: [
        { table: 'users', insert: { id: 1 } },
        { table: 'rides', insert: { id: 1, user: 1 } },
      ],
    });
    database().write({ table: 'users', delete: true, all: true });
    expect(database().read({ table: 'rides' })).to.deep.equal([{ id: 1, user: null }]);
  });

  it('take words of SQL as names', () => {
    const columns = ['select', 'order', 'values', 'count', 'offset', 'toJSON'].map((name) => ({
      name,
      type: 'text',
    }));
    expect(define('table', { columns, indexes: [{ columns: ['select', 'order'] }] }).code).to.equal('ok');
    const row = Object.fromEntries(columns.map(({ name }) => [name, name]));
    expect(database().write({ table: 'table', insert: row }).code).to.equal('ok');
    expect(database().read({ table: 'table', where: row, orderBy: ['-order', 'select'] })).to.deep.equal([
      row,
    ]);
  });

  it('keep defaults that would be trouble in SQL text', () => {
    const texts = ["'); DROP TABLE users; --", 'a\0b', '"', '`', '?', ':a'];
    const columns = texts.map((text, i) => ({ name: `c${i}`, type: 'text', default: text }));
    expect(define('users', { columns: [ID, ...columns] }).code).to.equal('ok');
    expect(database().write({ table: 'users', insert: { id: 1 } }).code).to.equal('ok');
    const row = Object.fromEntries(texts.map((text, i) => [`c${i}`, text]));
    expect(database().read({ table: 'users' })).to.deep.equal([{ id: 1, ...row }]);
  });

  it('make a table of 100 columns with indexes', () => {
    const columns = Array.from({ length: 100 }, (_, i) => ({ name: `c${i}`, type: 'integer' }));
    const indexes = columns.slice(0, 64).map(({ name }) => ({ columns: [name] }));
    expect(define('wide', { columns, indexes }).code).to.equal('ok');
  });
});
