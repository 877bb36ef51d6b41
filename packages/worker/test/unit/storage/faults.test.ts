import { closeSync, openSync, writeSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { Copy } from '../../../src/storage/copy.ts';
import { asRefusal, Refusal } from '../../../src/storage/refusal.ts';
import { scratchFiles } from './scratch.ts';
import { TestLog } from './test-log.ts';

const ITEMS = {
  columns: [
    { name: 'n', type: 'integer', primaryKey: true },
    { name: 'text', type: 'text' },
  ],
};

/** Overwrites the first page of the table `items` in a closed copy. */
function damage(file: string): void {
  const db = new Database(file);
  const root =
    db.prepare<[], number>(`SELECT rootpage FROM sqlite_schema WHERE name = 'items'`).pluck().get() ?? 0;
  const size = db.pragma('page_size', { simple: true }) as number;
  db.close();
  const fd = openSync(file, 'r+');
  writeSync(fd, Buffer.alloc(size, 0xff), 0, size, (root - 1) * size);
  closeSync(fd);
}

describe('a copy whose disk is broken', () => {
  const newFile = scratchFiles();

  it('throws instead of making an outcome of it, and stays where it was', () => {
    const file = newFile();
    const log = new TestLog();
    const healthy = Copy.open(file);
    healthy.apply([
      log.barrier(),
      log.define('items', ITEMS),
      log.write({ table: 'items', insert: { text: 'a' } }),
    ]);
    const position = healthy.position();
    healthy.close();
    damage(file);
    const copy = Copy.open(file);
    const entries = [
      log.fence(),
      log.barrier(2, 'n'),
      log.write({ table: 'items', insert: { text: 'b' } }, { term: 2, master: 'n' }),
    ];
    expect(() => copy.apply(entries))
      .to.throw(Database.SqliteError)
      .with.property('code')
      .that.matches(/^SQLITE_CORRUPT/);
    expect(copy.position()).to.deep.equal(position);
    copy.close();
  });

  it('makes outcomes only of what every copy of the log would meet', () => {
    const refusal = (code: string) =>
      asRefusal(new Database.SqliteError('x failed: t.c', code), 't', 'insert');
    for (const code of [
      'SQLITE_FULL',
      'SQLITE_IOERR_WRITE',
      'SQLITE_CORRUPT',
      'SQLITE_NOMEM',
      'SQLITE_BUSY',
      'SQLITE_READONLY',
      'SQLITE_NOTADB',
      'SQLITE_CANTOPEN',
    ]) {
      expect(refusal(code), code).to.be.instanceOf(Database.SqliteError);
    }
    expect(refusal('SQLITE_CONSTRAINT_UNIQUE')).to.be.instanceOf(Refusal).with.property('code', 'conflict');
    expect(refusal('SQLITE_ERROR')).to.be.instanceOf(Refusal).with.property('code', 'invalid');
    const other = new TypeError('a fault of ours');
    expect(asRefusal(other, 't')).to.equal(other);
  });
});
