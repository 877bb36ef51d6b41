import type { Read, Stored } from '@rideshare/dbaas';
import { columnOf, type Table } from './catalog.ts';
import type { Connection } from './connection.ts';
import { comparing, valuesOf, type Encoder } from './parameters.ts';
import { preparePlan } from './plan.ts';
import { selectSql } from './sql-builder.ts';

type Row = Record<string, Stored>;

/** Runs reads of one shape. Until the rows are iterated to their end, or given up, the connection does nothing else. */
export type ReadPlan = (read: Read) => Iterable<Row>;

const asItIs: Encoder = (value) => value;

/** SQLite's word for no limit. */
const NO_LIMIT = -1;

export function planRead(db: Connection, table: Table, read: Read): ReadPlan {
  const columns = selectedColumns(table, read);
  for (const { column } of read.orderBy) columnOf(table, column);
  const paged = read.limit !== undefined || read.offset !== undefined;
  const sql = selectSql(table.name, { columns, where: read.where, orderBy: read.orderBy, paged });
  const encoders = [...comparing(table, read.where), ...(paged ? [asItIs, asItIs] : [])];
  const { prepared, bind } = preparePlan(db, sql, encoders);
  const blobs = columns === 'count' ? [] : columns.filter((name) => columnOf(table, name).type === 'blob');
  return ({ where, limit = NO_LIMIT, offset = 0 }) => {
    const values = valuesOf(where);
    if (paged) values.push(limit, offset);
    const rows = prepared.iterate(bind(values)) as IterableIterator<Row>;
    return blobs.length > 0 ? withBase64(rows, blobs) : rows;
  };
}

function selectedColumns(table: Table, { columns }: Read): string[] | 'count' {
  if (columns === 'count') return columns;
  if (columns === 'all') return [...table.columns.keys()];
  for (const column of columns) columnOf(table, column);
  return columns;
}

function* withBase64(rows: Iterable<Row>, blobs: string[]): Iterable<Row> {
  for (const row of rows) {
    const encoded = { ...row };
    for (const name of blobs) {
      const value = row[name];
      if (Buffer.isBuffer(value)) encoded[name] = value.toString('base64');
    }
    yield encoded;
  }
}
