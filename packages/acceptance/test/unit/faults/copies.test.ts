import Database from 'better-sqlite3';
import { expect } from 'chai';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compareCopies, examineCopy, readFinalState } from '../../../src/faults/calm/copies.ts';

const PAGE_BYTES = 4_096;

const ONE_COLUMN = { columns: [{ name: 'id', type: 'integer' }] };

describe('the copies in the end of a faults run', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'copies-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  /** A copy as a worker leaves it, and what was done to it since. */
  function copy(name: string, change = ''): string {
    const file = join(dir, name);
    const db = new Database(file);
    db.exec(`
      CREATE TABLE _state (id INTEGER PRIMARY KEY, "offset" INTEGER, term INTEGER, master TEXT, digest TEXT,
        bytes INTEGER, origin TEXT);
      INSERT INTO _state VALUES (0, 7, 1, 'a', 'd', 10, '');
      CREATE TABLE _requests ("offset" INTEGER PRIMARY KEY, id TEXT, code TEXT, body TEXT);
      CREATE TABLE _tables (name TEXT PRIMARY KEY, definition TEXT);
      INSERT INTO _tables VALUES ('parents', '${JSON.stringify(ONE_COLUMN)}'), ('children', '${JSON.stringify(ONE_COLUMN)}');
      CREATE TABLE parents (id INTEGER PRIMARY KEY);
      CREATE TABLE children (id INTEGER REFERENCES parents (id));
      INSERT INTO parents VALUES (1), (2);
      INSERT INTO children VALUES (1);
      PRAGMA foreign_keys = OFF;
      ${change}
    `);
    db.close();
    return file;
  }

  it('are fine when they are equal and sound', async () => {
    expect(await compareCopies([copy('a.db'), copy('b.db'), copy('c.db')])).to.deep.equal([]);
    expect(examineCopy(copy('d.db'))).to.deep.equal([]);
  });

  it('are compared when one that is behind has come to the offset of the others', async () => {
    const late = copy('b.db', 'UPDATE _state SET "offset" = 6; DELETE FROM parents WHERE id = 2;');
    const compared = compareCopies([copy('a.db'), late]);
    const db = new Database(late);
    db.exec('BEGIN; UPDATE _state SET "offset" = 7; INSERT INTO parents VALUES (2); COMMIT');
    db.close();
    expect(await compared).to.deep.equal([]);
  });

  it('diverge when a table of one holds something else at the same offset', async () => {
    const violations = await compareCopies([
      copy('a.db'),
      copy('b.db', 'UPDATE parents SET id = 3 WHERE id = 2;'),
    ]);
    expect(violations.map(({ kind, message }) => [kind, message])).to.deep.equal([
      ['divergent', 'At offset 7 the copies differ in parents.'],
    ]);
  });

  it('are damaged when a reference leads nowhere', () => {
    const file = copy('a.db', 'DELETE FROM parents WHERE id = 1;');
    expect(examineCopy(file)).to.have.length(1);
    expect(examineCopy(file)[0]?.message).to.match(/is damaged: .*"parent":"parents"/);
  });

  it('are damaged when SQLite cannot make sense of a page', () => {
    const file = copy('a.db');
    const descriptor = openSync(file, 'r+');
    writeSync(descriptor, Buffer.alloc(64, 255), 0, 64, statSync(file).size - PAGE_BYTES);
    closeSync(descriptor);
    expect(examineCopy(file).map(({ kind }) => kind)).to.include('divergent');
  });

  it('tell the rows of all tables that clients can see', () => {
    const { tables } = readFinalState(copy('a.db'));
    expect(tables).to.deep.equal({ parents: [{ id: 1 }, { id: 2 }], children: [{ id: 1 }] });
  });
});
