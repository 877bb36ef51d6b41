import { checkList, checkObject, fieldError, own, within } from './fields.ts';
import type { Fields } from './fields.ts';
import { checkIdentifier } from './identifiers.ts';
import { MAX_COLUMNS, MAX_VALUES } from './limits.ts';
import type { Insert, Value } from './types.ts';
import { checkValue } from './values.ts';

type Rows = Pick<Insert, 'columns' | 'rows'>;

/**
 * The rows of an insert. Named: an object, or an array of objects with the same columns. Positional, with
 * `column` naming the columns: an array of values, or an array of such arrays; one column and its value may
 * stand bare.
 */
export function parseRows(fields: Fields, path: string): Rows {
  const column = own(fields, 'column');
  const insert = own(fields, 'insert');
  const field = within(path, 'insert');
  const rows =
    column === undefined
      ? namedRows(insert, field)
      : positionalRows(column, insert, within(path, 'column'), field);
  if (rows.rows.length * rows.columns.length > MAX_VALUES) {
    throw fieldError(field, `takes at most ${MAX_VALUES} values`);
  }
  return rows;
}

function namedRows(insert: unknown, field: string): Rows {
  if (!Array.isArray(insert)) {
    const row = checkObject(insert, field);
    const columns = columnsOf(row, field);
    return { columns, rows: [valuesOf(row, columns, field)] };
  }
  const items = checkList(insert, MAX_VALUES, field);
  const columns = columnsOf(checkObject(items[0], `${field}.0`), `${field}.0`);
  return { columns, rows: items.map((item, i) => namedRow(item, columns, `${field}.${i}`)) };
}

function columnsOf(row: Fields, field: string): string[] {
  const columns = Object.keys(row);
  if (columns.length === 0 || columns.length > MAX_COLUMNS) {
    throw fieldError(field, `must have 1 to ${MAX_COLUMNS} columns`);
  }
  for (const column of columns) checkIdentifier(column, within(field, column));
  return columns;
}

function namedRow(item: unknown, columns: string[], field: string): Value[] {
  const row = checkObject(item, field);
  if (Object.keys(row).length !== columns.length || !columns.every((column) => Object.hasOwn(row, column))) {
    throw fieldError(field, `must have the columns of the first row: ${columns.join(', ')}`);
  }
  return valuesOf(row, columns, field);
}

function valuesOf(row: Fields, columns: string[], field: string): Value[] {
  return columns.map((column) => checkValue(row[column], within(field, column)));
}

function positionalRows(column: unknown, insert: unknown, columnField: string, field: string): Rows {
  const columns = checkColumns(Array.isArray(column) ? column : [column], columnField);
  const values = Array.isArray(insert) ? insert : [insert];
  if (!Array.isArray(values[0])) return { columns, rows: [positionalRow(values, columns, field)] };
  const rows = checkList(values, MAX_VALUES, field);
  return { columns, rows: rows.map((row, i) => positionalRow(row, columns, `${field}.${i}`)) };
}

function positionalRow(row: unknown, columns: string[], field: string): Value[] {
  if (!Array.isArray(row) || row.length !== columns.length) {
    throw fieldError(field, `must have a value for each of the ${columns.length} columns`);
  }
  return row.map((value, i) => checkValue(value, `${field}.${i}`));
}

/**
 * A list of distinct columns.
 * @throws HttpProblem 400 naming the field.
 */
export function checkColumns(value: unknown, field: string): string[] {
  const columns = checkList(value, MAX_COLUMNS, field).map((name, i) =>
    checkIdentifier(name, `${field}.${i}`),
  );
  if (new Set(columns).size !== columns.length) throw fieldError(field, 'must not name a column twice');
  return columns;
}
