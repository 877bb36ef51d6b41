import type { ColumnType, Read, Stored, Value } from '@rideshare/dbaas';
import { columnOf, type Table } from './catalog.ts';
import type { Connection } from './connection.ts';
import { comparing, valuesOf, type Encoder } from './parameters.ts';
import { preparePlan, type Plan } from './plan.ts';
import { selectSql } from './sql-builder.ts';

type Row = Record<string, Stored>;
type Encode = (rows: Row[]) => Row[];

/**
 * Runs reads of one shape. The rows come in pieces, which take little memory; until they are iterated to their end, or
 * given up, the connection does nothing else.
 */
export type ReadPlan = (read: Read) => Iterable<Row[]>;

const asItIs: Encoder = (value) => value;

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/**
 * As many rows as hold this many values of any length are taken from SQLite in one call: for a single row that takes
 * two thirds of the time of iterating. A value has come in a body of at most 1 MiB.
 */
const MAX_LONG_VALUES = 16;

const MAX_ROWS_AT_ONCE = 1_000;

export function planRead(db: Connection, table: Table, read: Read): ReadPlan {
  const columns = selectedColumns(table, read);
  for (const { column } of read.orderBy) columnOf(table, column);
  const ofType = (...types: ColumnType[]): string[] =>
    columns === 'count' ? [] : columns.filter((name) => types.includes(columnOf(table, name).type));
  const encode = encoder(ofType('blob'));
  const rowsAtOnce = Math.min(Math.floor(MAX_LONG_VALUES / ofType('text', 'blob').length), MAX_ROWS_AT_ONCE);
  const paged = read.limit !== undefined || read.offset !== undefined;
  const { where, orderBy } = read;
  const select = (limit?: number): Plan =>
    preparePlan(db, selectSql(table.name, { columns, where, orderBy, limit: paged ? 'given' : limit }), [
      ...comparing(table, where),
      ...(paged ? [asItIs, asItIs] : []),
    ]);
  const few = select(rowsAtOnce + 1);
  /** There since a read of this shape had more rows than are taken at once: others will probably have, too. */
  let many: Plan | undefined;

  return ({ where, limit = NO_LIMIT, offset = 0 }) => {
    const values = valuesOf(where);
    const valuesWith = (limit: number): Value[] => (paged ? [...values, limit, offset] : values);
    if (!many || limit <= rowsAtOnce) {
      const enough = Math.min(limit, rowsAtOnce + 1);
      const rows = few.prepared.all(few.bind(valuesWith(enough))) as Row[];
      if (rows.length <= rowsAtOnce) return [encode(rows)];
    }
    many ??= select();
    const rows = many.prepared.iterate(many.bind(valuesWith(limit))) as IterableIterator<Row>;
    return inPieces(rows, Math.max(rowsAtOnce, 1), encode);
  };
}

function* inPieces(rows: Iterable<Row>, size: number, encode: Encode): Iterable<Row[]> {
  let piece: Row[] = [];
  for (const row of rows) {
    piece.push(row);
    if (piece.length < size) continue;
    yield encode(piece);
    piece = [];
  }
  yield encode(piece);
}

function selectedColumns(table: Table, { columns }: Read): string[] | 'count' {
  if (columns === 'count') return columns;
  if (columns === 'all') return [...table.columns.keys()];
  for (const column of columns) columnOf(table, column);
  return columns;
}

/** Blobs become base64. */
function encoder(blobs: string[]): Encode {
  return blobs.length > 0 ? (rows) => rows.map((row) => withBase64(row, blobs)) : (rows) => rows;
}

function withBase64(row: Row, blobs: string[]): Row {
  const encoded = { ...row };
  for (const name of blobs) {
    const value = row[name];
    if (Buffer.isBuffer(value)) encoded[name] = value.toString('base64');
  }
  return encoded;
}
