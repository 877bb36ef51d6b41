import { expect } from 'chai';
import type { Read } from '@rideshare/dbaas';
import { AnswerTooLongError, CopyReader, InvalidReadError } from '../../../src/storage/copy-reader.ts';
import { databases } from './database.ts';
import { scratchFiles } from './scratch.ts';

const ITEMS = {
  columns: [
    { name: 'n', type: 'integer', primaryKey: true },
    { name: 'kind', type: 'text' },
  ],
};

describe('CopyReader', () => {
  const newFile = scratchFiles();
  const database = databases(newFile);
  const read = (query: object) => database().read({ table: 'items', ...query });

  beforeEach(() => {
    database().define('items', ITEMS);
    const rows = [1, 2, 3, 4].map((n) => ({ n, kind: n % 2 ? 'odd' : 'even' }));
    database().write({ table: 'items', insert: rows });
  });

  it('reads the columns in the order asked for', () => {
    expect(JSON.stringify(read({ where: { n: 1 } }))).to.equal('[{"n":1,"kind":"odd"}]');
    expect(JSON.stringify(read({ where: { n: 1 }, columns: ['kind', 'n'] }))).to.equal(
      '[{"kind":"odd","n":1}]',
    );
  });

  it('counts', () => {
    expect(read({ columns: 'count' })).to.deep.equal([{ count: 4 }]);
    expect(read({ columns: 'count', where: { kind: 'none' } })).to.deep.equal([{ count: 0 }]);
  });

  it('orders by several columns', () => {
    expect(read({ columns: ['n'], orderBy: ['kind', '-n'] })).to.deep.equal([
      { n: 4 },
      { n: 2 },
      { n: 3 },
      { n: 1 },
    ]);
  });

  it('pages', () => {
    const page = (paging: object) =>
      (read({ columns: ['n'], orderBy: 'n', ...paging }) as { n: number }[]).map(({ n }) => n);
    expect(page({ limit: 2 })).to.deep.equal([1, 2]);
    expect(page({ limit: 2, offset: 3 })).to.deep.equal([4]);
    expect(page({ offset: 2 })).to.deep.equal([3, 4]);
    expect(page({ limit: 0 })).to.deep.equal([]);
    expect(page({ offset: 0 })).to.deep.equal([1, 2, 3, 4]);
    expect(page({ limit: 1, where: [{ column: 'n', op: 'in', value: [2, 3, 4] }], offset: 1 })).to.deep.equal(
      [3],
    );
    expect(page({ limit: Number.MAX_SAFE_INTEGER, offset: Number.MAX_SAFE_INTEGER })).to.deep.equal([]);
  });

  it('refuses what the copy does not have', () => {
    expect(() => read({ table: 'nothing' })).to.throw(InvalidReadError, 'there is no table nothing');
    for (const query of [{ columns: ['nothing'] }, { where: { nothing: 1 } }, { orderBy: 'nothing' }]) {
      expect(() => read(query)).to.throw(InvalidReadError, 'there is no column items.nothing');
    }
    const pattern = { column: 'kind', op: 'like', value: 'x'.repeat(60_000) };
    expect(() => read({ where: [pattern] })).to.throw(InvalidReadError, 'too complex');
  });

  it('refuses what is no read, such as names that no parser let through', () => {
    const good: Read = { table: 'items', columns: 'all', where: [], orderBy: [], consistency: 'session' };
    const bad: unknown[] = [
      null,
      {},
      { ...good, table: 'items; DROP TABLE items' },
      { ...good, table: '_requests`' },
      { ...good, columns: ['n`, `kind'] },
      { ...good, where: [{ column: 'n', op: 'or 1=1 or', value: 1 }] },
      { ...good, where: [{ column: 'n', op: '=', value: { sql: 'x' } }] },
      { ...good, orderBy: [{ column: 'n', descending: 'desc, 1' }] },
      { ...good, limit: '1; DELETE FROM items' },
    ];
    for (const request of bad) {
      expect(() => database().reader.rows(request as Read), JSON.stringify(request)).to.throw(
        InvalidReadError,
      );
    }
  });

  it('lists the definitions by name', () => {
    database().define('a', { columns: [{ name: 'x', type: 'text' }] });
    const tables = JSON.parse(database().reader.tables()) as { table: string }[];
    expect(tables.map(({ table }) => table)).to.deep.equal(['a', 'items']);
    expect(JSON.parse(database().reader.table('items') ?? '')).to.deep.equal({ table: 'items', ...ITEMS });
    expect(database().reader.table('ITEMS')).to.equal(undefined);
    expect(database().reader.table('_requests')).to.equal(undefined);
  });

  it('sees each commit of the writer', () => {
    const before = database().reader.appliedOffset();
    database().write({ table: 'items', insert: { n: 5 } });
    expect(database().reader.appliedOffset()).to.equal(before + 1);
    expect(read({ columns: 'count' })).to.deep.equal([{ count: 5 }]);
  });

  it('rounds row ids beyond 2^53', () => {
    database().write({ table: 'items', insert: { n: Number.MAX_SAFE_INTEGER } });
    database().write({
      transaction: [
        { table: 'items', insert: { kind: 'x' } },
        { table: 'items', insert: { kind: 'x' } },
      ],
    });
    expect(read({ columns: ['n'], where: { kind: 'x' } })).to.deep.equal([{ n: 2 ** 53 }, { n: 2 ** 53 }]);
  });

  it('answers with the same rows, however many there are, and how many there were the last time', () => {
    const columns = [
      { name: 'n', type: 'integer', primaryKey: true },
      { name: 'data', type: 'blob' },
    ];
    database().define('blobs', { columns });
    const rows = Array.from({ length: 200 }, (_, i) => ({ n: i + 1, data: `${i}AAA`.slice(0, 4) }));
    database().write({ table: 'blobs', insert: rows });
    for (const count of [0, 1, 15, 16, 17, 32, 33, 200, 16, 17, 0]) {
      const where = [{ column: 'n', op: '<=', value: count }];
      const expected = rows.slice(0, count);
      expect(read({ table: 'blobs', where, orderBy: 'n' })).to.deep.equal(expected);
      expect(read({ table: 'blobs', orderBy: 'n', limit: count })).to.deep.equal(expected);
      expect(read({ table: 'blobs', where, orderBy: 'n', offset: 3 })).to.deep.equal(expected.slice(3));
      expect(read({ table: 'blobs', columns: ['n'], where })).to.have.lengthOf(count);
    }
  });

  it('refuses to answer with more than 16 MiB, and says what to do instead', () => {
    const MIB = 1024 * 1024;
    const kind = 'é'.repeat(MIB / 4);
    for (let n = 1; n <= 34; n += 1) database().write({ table: 'items', insert: { n: 100 + n, kind } });
    const long = { where: [{ column: 'n', op: '>', value: 100 }] };
    expect(() => read(long)).to.throw(AnswerTooLongError, 'longer than 16 MiB; ask for less of it at a time');
    expect(read({ ...long, limit: 31 })).to.have.lengthOf(31);
    expect(read({ ...long, columns: 'count' })).to.deep.equal([{ count: 34 }]);
  });

  it('does not make a copy that is not there', () => {
    expect(() => new CopyReader(newFile())).to.throw('unable to open database file');
  });
});
