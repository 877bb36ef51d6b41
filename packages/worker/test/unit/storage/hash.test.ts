import { expect } from 'chai';
import { Copy, type LogEntry } from '../../../src/storage/copy.ts';
import { hashTables } from '../../../src/storage/hash.ts';
import { scratchFiles } from './scratch.ts';
import { TestLog } from './test-log.ts';

const ITEMS = {
  columns: [
    { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
    { name: 'a', type: 'text' },
    { name: 'b', type: 'text' },
    { name: 'c', type: 'blob' },
  ],
};

describe('hashTables', () => {
  const newFile = scratchFiles();

  /** The hashes after a log that begins with a barrier and the table `items`. */
  const hashesAfter = (entries: (log: TestLog) => LogEntry[]) => {
    const file = newFile();
    const log = new TestLog();
    const copy = Copy.open(file);
    copy.apply([log.barrier(), log.define('items', ITEMS), ...entries(log)]);
    const hashes = hashTables(file);
    copy.close();
    expect(hashTables(file), 'of the closed copy').to.deep.equal(hashes);
    return hashes;
  };
  const inserted = (...rows: object[]) =>
    hashesAfter((log) => [log.write({ table: 'items', insert: rows })]).tables['items'];

  it('covers the tables of users and of the copy, as of one offset', () => {
    const hashes = hashesAfter((log) => [log.define('more', { columns: [{ name: 'x', type: 'real' }] })]);
    expect(hashes.offset).to.equal(2);
    expect(hashes.tables).to.have.all.keys('items', 'more', '_requests', '_state', '_tables');
    for (const hash of Object.values(hashes.tables)) expect(hash).to.match(/^[0-9a-f]{64}$/);
  });

  it('is the same for the same rows', () => {
    expect(inserted({ a: 'x' })).to.equal(inserted({ a: 'x' }));
  });

  it('tells apart rows that look alike', () => {
    const hashes = [
      inserted({ a: 'xy', b: '' }),
      inserted({ a: 'x', b: 'y' }),
      inserted({ a: '', b: 'xy' }),
      inserted({ a: 'null', b: 'y' }),
      inserted({ a: null, b: 'y' }),
      inserted({ a: '', b: 'y' }),
      inserted({ a: 'AA==', b: 'y' }),
      inserted({ c: 'AA==', b: 'y' }),
      inserted({ c: null, b: 'y' }, { c: null, b: 'y' }),
      inserted({ id: 2, b: 'y' }),
    ];
    expect(new Set(hashes).size).to.equal(hashes.length);
  });

  it('tells apart copies that will give different ids', () => {
    const emptied = hashesAfter((log) => [
      log.write({ table: 'items', insert: { a: 'x' } }),
      log.write({ table: 'items', delete: true, all: true }),
    ]);
    const untouched = hashesAfter((log) => [log.fence(), log.fence()]);
    expect(emptied.tables['items']).not.to.equal(untouched.tables['items']);
    expect(emptied.tables['_tables']).to.equal(untouched.tables['_tables']);
  });

  it('tells apart copies that remember different outcomes', () => {
    const one = hashesAfter((log) => [log.fence({ id: 'a' })]);
    const other = hashesAfter((log) => [log.fence({ id: 'b' })]);
    expect(one.tables['_requests']).not.to.equal(other.tables['_requests']);
    expect(one.tables['items']).to.equal(other.tables['items']);
  });
});
