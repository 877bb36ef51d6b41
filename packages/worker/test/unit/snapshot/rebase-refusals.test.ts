import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { UnsuitableFileError } from '../../../src/snapshot/errors.ts';
import { rebase } from '../../../src/snapshot/genesis.ts';
import { rowCounts } from '../../../src/snapshot/row-counts.ts';
import { TestDatabase } from '../storage/database.ts';
import { scratchFiles } from '../storage/scratch.ts';

const PEOPLE = {
  columns: [
    { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
    { name: 'name', type: 'text', notNull: true, unique: true },
  ],
  indexes: [{ columns: ['name', 'id'] }],
};
const PETS = {
  columns: [{ name: 'owner', type: 'integer', references: { table: 'people', column: 'id' } }],
};

describe('rebase', () => {
  const file = scratchFiles();
  let good: string;

  before(() => {
    good = file();
    const database = new TestDatabase(good);
    database.define('people', PEOPLE);
    database.define('pets', PETS);
    database.write({ table: 'people', insert: [{ name: 'asha' }, { name: 'ravi' }] });
    const many = Array.from({ length: 1_000 }, () => ({ owner: 1 }));
    database.write({ table: 'pets', insert: many });
    database.close();
  });

  /** A copy of the good backup, changed behind RideShare's back. */
  function changed(...statements: string[]): string {
    const copy = file();
    copyFileSync(good, copy);
    const db = new Database(copy);
    db.pragma('foreign_keys = OFF');
    db.unsafeMode();
    for (const sql of statements) db.exec(sql);
    db.close();
    return copy;
  }

  /** Why a backup cannot be restored, in place of its name an X; 'none' when it can. */
  async function problem(backup: string): Promise<string> {
    try {
      await rebase(backup, file());
    } catch (error) {
      if (error instanceof UnsuitableFileError) return error.message.replaceAll(backup, 'X');
      throw error;
    }
    return 'none';
  }

  it('takes a backup, keeps every row, and changes nothing in it', async () => {
    const before = readFileSync(good);
    const rebased = file();
    await rebase(good, rebased);
    expect(Object.fromEntries(rowCounts(rebased))).to.deep.equal({ people: 2, pets: 1_000 });
    expect(readFileSync(good).equals(before)).to.equal(true);
  });

  it('takes a database without tables, and one that SQLite has kept statistics of', async () => {
    const empty = file();
    new TestDatabase(empty).close();
    expect(await problem(empty)).to.equal('none');
    expect(await problem(changed('ANALYZE'))).to.equal('none');
  });

  it('knows a file that is no SQLite database', async () => {
    const text = file();
    writeFileSync(text, 'PK\x03\x04'.repeat(10_000));
    expect(await problem(text)).to.equal('X is not an SQLite file');
  });

  it('knows a database of somebody else', async () => {
    const other = file();
    const db = new Database(other);
    db.exec('CREATE TABLE people (name TEXT)');
    db.close();
    expect(await problem(other)).to.equal('X is no RideShare database');
  });

  it('knows a database that was cut short', async () => {
    const cut = changed();
    truncateSync(cut, readFileSync(cut).length / 2);
    expect(await problem(cut)).to.match(/^X is damaged: /);
  });

  it('knows a database with a page that was overwritten', async () => {
    const bytes = readFileSync(good);
    const torn = file();
    writeFileSync(torn, bytes.fill(0xff, bytes.length - 4096));
    expect(await problem(torn)).to.match(/^X is damaged: /);
  });

  it('knows an index that does not say what the table says, which a quick check does not see', async () => {
    const stale = changed(
      'PRAGMA writable_schema = ON',
      `UPDATE sqlite_schema SET sql = 'CREATE INDEX "_people_0" ON "people" ("name", "id") WHERE 0'
       WHERE name = '_people_0'`,
      'PRAGMA writable_schema = RESET',
      `UPDATE people SET name = 'unseen' WHERE id = 1`,
      'PRAGMA writable_schema = ON',
      `UPDATE sqlite_schema SET sql = 'CREATE INDEX "_people_0" ON "people" ("name", "id")'
       WHERE name = '_people_0'`,
    );
    const db = new Database(stale);
    expect(db.pragma('quick_check', { simple: true })).to.equal('ok');
    db.close();
    expect(await problem(stale)).to.match(/^X is damaged: .*_people_0/);
  });

  it('knows a row that refers to one that is not there', async () => {
    const widowed = changed('INSERT INTO pets VALUES (77)');
    expect(await problem(widowed)).to.equal('X is damaged: a row of pets refers to none of people');
  });

  for (const [what, sql] of Object.entries({
    'a trigger': 'CREATE TRIGGER spy AFTER INSERT ON people BEGIN DELETE FROM pets; END',
    'a view': 'CREATE VIEW spy AS SELECT * FROM people',
    'an undefined table': 'CREATE TABLE spy (a)',
    'a further column': 'ALTER TABLE people ADD COLUMN spy TEXT',
    'a missing index': 'DROP INDEX _people_0',
    'a missing table': 'DROP TABLE pets',
  })) {
    it(`refuses ${what}`, async () => {
      expect(await problem(changed(sql))).to.equal('the tables of X are not as RideShare defines tables');
    });
  }

  for (const [what, definition] of Object.entries({
    'no JSON': 'x',
    'no definition': '{"table":"people","columns":"x"}',
    'nothing at all': 'null',
    'a name that would be SQL': '{"table":"a\\" (b); --","columns":[{"name":"a","type":"text"}]}',
    'no normal form': '{"table":"pets","columns":[{"name":"a","type":"text","unique":false}]}',
  })) {
    it(`refuses a definition that is ${what}`, async () => {
      const literal = definition.replaceAll("'", "''");
      expect(
        await problem(changed(`UPDATE _tables SET definition = '${literal}' WHERE name = 'pets'`)),
      ).to.equal('the tables of X are not as RideShare defines tables');
    });
  }
});
