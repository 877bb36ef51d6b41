import Database from 'better-sqlite3';
import { expect } from 'chai';
import fc from 'fast-check';
import { rowTexts } from '../../../src/storage/row-text.ts';

type Cell = bigint | number | string | Buffer | null;
type Row = [bigint | null, number | null, string | null, Buffer | null];

const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n });
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '\0', 'a\0b', "'", ',', ';', 't61', 'NULL', '1'),
);
const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null, freq: 4 });
const row: fc.Arbitrary<Row> = fc.tuple(
  nullable(fc.oneof(int64, fc.bigInt({ min: -2n, max: 2n }))),
  nullable(fc.double({ noNaN: true })),
  nullable(text),
  nullable(fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes))),
);

describe('the text of rows', () => {
  const db = new Database(':memory:');
  after(() => db.close());
  db.exec('CREATE TABLE t (i INTEGER, r REAL, t TEXT, b BLOB) STRICT; CREATE TABLE one (x ANY) STRICT');

  const textOf = (rows: Row[]) => {
    db.exec('DELETE FROM t');
    const insert = db.prepare<Cell[]>('INSERT INTO t VALUES (?, ?, ?, ?)');
    for (const cells of rows) insert.run(...cells);
    return [...rowTexts(db, 't')].join('');
  };
  const textOfCell = (expression: string) => {
    db.exec(`DELETE FROM one; INSERT INTO one VALUES (${expression})`);
    return [...rowTexts(db, 'one')].join('');
  };

  it('is the same for the same rows, and another as soon as one row differs', () => {
    // A zero has one sign in SQL.
    const key = (cells: Row) => cells.map((cell) => `${typeof cell} ${String(cell)}`).join('|');
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), fc.nat(), row, (rows, at, other) => {
        const index = at % rows.length;
        const changed = rows.with(index, other);
        const same = key(rows[index] ?? other) === key(other);
        expect(textOf(rows.slice())).to.equal(textOf(rows));
        expect(textOf(rows) === textOf(changed)).to.equal(same);
      }),
      { numRuns: 500 },
    );
  });

  it('changes with the last bit of a real', () => {
    const bits = new DataView(new ArrayBuffer(8));
    const finite = fc.bigInt({ min: 1n, max: 0x7fef_ffff_ffff_fffen });
    const real = (pattern: bigint) => {
      bits.setBigUint64(0, pattern);
      return bits.getFloat64(0);
    };
    fc.assert(
      fc.property(finite, (pattern) => {
        const [one, next] = [real(pattern), real(pattern + 1n)];
        expect(textOf([[null, one, null, null]])).not.to.equal(textOf([[null, next, null, null]]));
      }),
      { numRuns: 2_000 },
    );
  });

  it('tells types apart, and bytes that are no text', () => {
    const cells = [
      'NULL',
      '1',
      '1.0',
      "'1'",
      "x'31'",
      "''",
      "x''",
      "'NULL'",
      "CAST(x'ff' AS TEXT)",
      "CAST(x'fe' AS TEXT)",
    ];
    expect(new Set(cells.map(textOfCell)).size).to.equal(cells.length);
  });

  it('holds the row id', () => {
    db.exec('DELETE FROM one; INSERT INTO one (rowid, x) VALUES (7, 1)');
    const seven = [...rowTexts(db, 'one')];
    db.exec('UPDATE one SET rowid = 8');
    expect([...rowTexts(db, 'one')]).not.to.deep.equal(seven);
  });
});
