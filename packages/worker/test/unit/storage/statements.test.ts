import { expect } from 'chai';
import { databases } from './database.ts';
import { scratchFiles } from './scratch.ts';

const USERS = {
  columns: [
    { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
    { name: 'username', type: 'text', notNull: true, unique: true },
    { name: 'age', type: 'integer', default: 18 },
    { name: 'score', type: 'real' },
    { name: 'picture', type: 'blob' },
  ],
  indexes: [{ columns: ['age', 'score'], unique: true }],
};
const RIDES = {
  columns: [
    {
      name: 'owner',
      type: 'text',
      notNull: true,
      references: { table: 'users', column: 'username', onDelete: 'cascade' },
    },
    { name: 'seat', type: 'integer' },
  ],
  primaryKey: ['owner', 'seat'],
};

describe('statements', () => {
  const database = databases(scratchFiles());
  const write = (statement: unknown) => database().write(statement);
  const read = (query: object) => database().read(query);
  const add = (...rows: object[]) => write({ table: 'users', insert: rows });
  const usernames = (where?: unknown) =>
    (
      read({
        table: 'users',
        columns: ['username'],
        orderBy: 'id',
        ...(where !== undefined && { where }),
      }) as {
        username: string;
      }[]
    ).map(({ username }) => username);

  beforeEach(() => {
    expect(database().define('users', USERS).code).to.equal('ok');
    expect(database().define('rides', RIDES).code).to.equal('ok');
  });

  describe('that conflict', () => {
    const conflict = (statement: unknown) => {
      const { code, body } = write(statement);
      expect(code).to.equal('conflict');
      return (body as { detail: string }).detail;
    };

    it('with a unique column say what is taken', () => {
      add({ username: 'a' });
      expect(conflict({ table: 'users', insert: { username: 'a' } })).to.equal('users.username is taken');
      expect(conflict({ table: 'users', insert: { id: 1, username: 'b' } })).to.equal('users.id is taken');
    });

    it('with a unique combination name it', () => {
      add({ username: 'a', age: 1, score: 2 });
      expect(conflict({ table: 'users', insert: { username: 'b', age: 1, score: 2 } })).to.equal(
        'the combination of users.age, users.score is taken',
      );
      write({ table: 'rides', insert: { owner: 'a', seat: 1 } });
      expect(conflict({ table: 'rides', insert: { owner: 'a', seat: 1 } })).to.equal(
        'the combination of rides.owner, rides.seat is taken',
      );
    });

    it('with a column that needs a value name it', () => {
      expect(conflict({ table: 'users', insert: { age: 1 } })).to.equal('users.username must not be null');
      expect(conflict({ table: 'users', insert: { username: null } })).to.equal(
        'users.username must not be null',
      );
      add({ username: 'a' });
      expect(conflict({ table: 'rides', insert: { owner: 'a', seat: null } })).to.equal(
        'rides.seat must not be null',
      );
    });

    it('with a reference say so', () => {
      expect(conflict({ table: 'rides', insert: { owner: 'nobody', seat: 1 } })).to.equal(
        'rides: a reference would lead nowhere',
      );
      add({ username: 'a' });
      write({ table: 'rides', insert: { owner: 'a', seat: 1 } });
      expect(conflict({ table: 'users', update: { username: 'b' }, where: { username: 'a' } })).to.equal(
        'users: a reference would lead nowhere',
      );
    });

    it('with a restricted deletion say so', () => {
      database().define('strict', {
        columns: [
          {
            name: 'user',
            type: 'integer',
            references: { table: 'users', column: 'id', onDelete: 'restrict' },
          },
        ],
      });
      add({ username: 'a' });
      write({ table: 'strict', insert: { user: 1 } });
      expect(conflict({ table: 'users', delete: true, where: { id: 1 } })).to.equal(
        'users: other rows refer to a row to be deleted',
      );
    });

    it('with what they expect to change leave everything as it was', () => {
      add({ username: 'a', age: 1 }, { username: 'b', age: 2 });
      expect(conflict({ table: 'users', delete: true, all: true, expect: { changes: 1 } })).to.equal(
        'users: expected to change 1 rows, not 2',
      );
      expect(usernames()).to.deep.equal(['a', 'b']);
    });

    it('in a later row leave no earlier row', () => {
      conflict({ table: 'users', insert: [{ username: 'a' }, { username: 'b' }, { username: 'a' }] });
      expect(usernames()).to.deep.equal([]);
    });
  });

  describe('that are invalid', () => {
    const invalid = (statement: unknown) => {
      const { code, body } = write(statement);
      expect(code).to.equal('invalid');
      return (body as { detail: string }).detail;
    };

    it('name the unknown table', () => {
      for (const table of ['nothing', 'Users', 'constructor']) {
        expect(invalid({ table, insert: { a: 1 } })).to.equal(`there is no table ${table}`);
      }
    });

    it('name the unknown column', () => {
      const statements = [
        { table: 'users', insert: { nothing: 1 } },
        { table: 'users', update: { nothing: 1 }, all: true },
        { table: 'users', update: { age: 1 }, where: { nothing: 1 } },
        { table: 'users', delete: true, where: { nothing: null } },
      ];
      for (const statement of statements)
        expect(invalid(statement)).to.equal('there is no column users.nothing');
      for (const hidden of ['rowid', 'oid', 'Username', 'constructor']) {
        expect(invalid({ table: 'users', insert: { [hidden]: 1 } })).to.equal(
          `there is no column users.${hidden}`,
        );
      }
    });

    it('name the column that cannot hold the value', () => {
      const wrong = { id: '9223372036854775807', age: 'old', score: 'high', picture: 'not base64!' };
      for (const [column, value] of Object.entries(wrong)) {
        const type = column === 'score' ? 'real' : column === 'picture' ? 'blob' : 'integer';
        expect(invalid({ table: 'users', insert: { username: 'a', [column]: value } })).to.equal(
          `users.${column} holds ${type} values only`,
        );
      }
      expect(usernames()).to.deep.equal([]);
    });

    it('include patterns that are too long for SQLite', () => {
      const where = [{ column: 'username', op: 'like', value: 'x'.repeat(60_000) }];
      add({ username: 'a' });
      expect(invalid({ table: 'users', delete: true, where })).to.match(/^users: LIKE .* too complex$/);
    });

    it('include cascades that are too deep for SQLite', () => {
      database().define('chain', {
        columns: [
          { name: 'id', type: 'integer', primaryKey: true },
          {
            name: 'parent',
            type: 'integer',
            references: { table: 'chain', column: 'id', onDelete: 'cascade' },
          },
        ],
      });
      const rows = Array.from({ length: 1200 }, (_, i) => ({ id: i, parent: i === 0 ? null : i - 1 }));
      expect(write({ table: 'chain', insert: rows }).code).to.equal('ok');
      expect(invalid({ table: 'chain', delete: true, where: { id: 0 } })).to.match(/^chain: .* too deep/);
      expect(read({ table: 'chain', columns: 'count' })).to.deep.equal([{ count: 1200 }]);
    });
  });

  it('count only what they change themselves, not what cascades from it', () => {
    add({ username: 'a' });
    write({
      table: 'rides',
      insert: [
        { owner: 'a', seat: 1 },
        { owner: 'a', seat: 2 },
      ],
    });
    const { body } = write({
      table: 'users',
      delete: true,
      where: { username: 'a' },
      expect: { changes: 1 },
    });
    expect(body).to.include({ changes: 1, lastInsertRowid: 0 });
    expect(read({ table: 'rides' })).to.deep.equal([]);
  });

  it('count rows of an insert, and zero of an update that matches none', () => {
    expect(add({ username: 'a', age: 1 }, { username: 'b', age: 2 }).body).to.include({
      changes: 2,
      lastInsertRowid: 2,
    });
    expect(write({ table: 'users', update: { age: 5 }, where: { id: 9 } }).body).to.include({ changes: 0 });
  });

  it('never give an id of AUTOINCREMENT twice', () => {
    add({ username: 'a' });
    write({ table: 'users', delete: true, all: true });
    expect(add({ username: 'b' }).body).to.include({ lastInsertRowid: 2 });
  });

  it('go on giving ids after the largest that a client can give', () => {
    expect(add({ id: Number.MAX_SAFE_INTEGER, username: 'a' }).code).to.equal('ok');
    expect(add({ username: 'b', age: 1 }).code).to.equal('ok');
    expect(usernames()).to.deep.equal(['a', 'b']);
  });

  it('fill in defaults, except over a null that is given', () => {
    add({ username: 'a' });
    add({ username: 'b', age: null });
    expect(read({ table: 'users', columns: ['username', 'age'], orderBy: 'id' })).to.deep.equal([
      { username: 'a', age: 18 },
      { username: 'b', age: null },
    ]);
  });

  it('keep text of any kind', () => {
    const texts = [
      '',
      '\0',
      'a\0b',
      '💚 ಬೆಂಗಳೂರು',
      "'; DROP TABLE users; --",
      'x'.repeat(100_000),
      '\u2028',
      '?',
      '12',
    ];
    texts.forEach((username, age) => expect(add({ username, age }).code).to.equal('ok'));
    expect(usernames()).to.deep.equal(texts);
    for (const username of texts) expect(usernames({ username })).to.deep.equal([username]);
  });

  it('store numbers by the type of their column', () => {
    add({ username: 12, age: '30', score: '1.5' }, { username: 1.5, age: -0, score: 2 });
    expect(read({ table: 'users', columns: ['username', 'age', 'score'], orderBy: 'id' })).to.deep.equal([
      { username: '12', age: 30, score: 1.5 },
      { username: '1.5', age: 0, score: 2 },
    ]);
  });

  it('keep blobs, which travel as base64', () => {
    add({ username: 'a', picture: 'AAECAw==' });
    expect(read({ table: 'users', columns: ['picture'], where: { picture: 'AAECAw==' } })).to.deep.equal([
      { picture: 'AAECAw==' },
    ]);
  });

  it('update the columns and rows that they name, whatever the order of the columns', () => {
    add({ username: 'a', age: 1 }, { username: 'b', age: 2 });
    write({ table: 'users', update: { score: 7, age: 3 }, where: { username: 'a', age: 1 } });
    expect(read({ table: 'users', columns: ['username', 'score', 'age'], orderBy: 'id' })).to.deep.equal([
      { username: 'a', score: 7, age: 3 },
      { username: 'b', score: null, age: 2 },
    ]);
  });
});
