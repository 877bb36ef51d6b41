import { checkCount, checkList, checkObject, fieldError, own, refuseUnknown, within } from './fields.ts';
import type { Fields } from './fields.ts';
import { checkIdentifier } from './identifiers.ts';
import { parseRows } from './insert.ts';
import { MAX_COLUMNS, MAX_STATEMENTS, MAX_VALUES } from './limits.ts';
import type { Delete, Expectation, Insert, Statement, Update, Value, Where, Write } from './types.ts';
import { checkValue } from './values.ts';
import { countValues, parseWhere } from './where.ts';

const TRANSACTION_FIELDS = new Set(['transaction']);
const INSERT_FIELDS = new Set(['table', 'column', 'insert', 'expect']);
const UPDATE_FIELDS = new Set(['table', 'update', 'where', 'all', 'expect']);
const DELETE_FIELDS = new Set(['table', 'delete', 'where', 'all', 'expect']);
const EXPECT_FIELDS = new Set(['changes']);

/**
 * The body of a write, one statement or a transaction, in normal form.
 * @throws HttpProblem 400 naming the field.
 */
export function parseWrite(body: unknown): Write {
  const fields = checkObject(body, '');
  if (!Object.hasOwn(fields, 'transaction')) {
    return { statements: [parseStatement(fields, '')], transaction: false };
  }
  refuseUnknown(fields, TRANSACTION_FIELDS, '');
  const items = checkList(fields['transaction'], MAX_STATEMENTS, 'transaction');
  const statements = items.map((item, i) => parseStatement(item, `transaction.${i}`));
  return { statements, transaction: true };
}

function parseStatement(body: unknown, path: string): Statement {
  const fields = checkObject(body, path);
  if (Object.hasOwn(fields, 'insert')) return parseInsert(fields, path);
  if (Object.hasOwn(fields, 'update')) return parseUpdate(fields, path);
  if (Object.hasOwn(fields, 'delete')) return parseDelete(fields, path);
  throw fieldError(path === '' ? 'body' : path, 'must have one of insert, update, delete or transaction');
}

function parseInsert(fields: Fields, path: string): Insert {
  refuseUnknown(fields, INSERT_FIELDS, path);
  return {
    kind: 'insert',
    table: parseTableField(fields, path),
    ...parseRows(fields, path),
    ...parseExpect(fields, path),
  };
}

function parseUpdate(fields: Fields, path: string): Update {
  refuseUnknown(fields, UPDATE_FIELDS, path);
  const set = parseSet(own(fields, 'update'), within(path, 'update'));
  const where = parseScope(fields, path);
  if (Object.keys(set).length + countValues(where) > MAX_VALUES) {
    throw fieldError(within(path, 'where'), `takes at most ${MAX_VALUES} values`);
  }
  return { kind: 'update', table: parseTableField(fields, path), set, where, ...parseExpect(fields, path) };
}

function parseDelete(fields: Fields, path: string): Delete {
  refuseUnknown(fields, DELETE_FIELDS, path);
  if (fields['delete'] !== true) throw fieldError(within(path, 'delete'), 'must be true');
  const where = parseScope(fields, path);
  return { kind: 'delete', table: parseTableField(fields, path), where, ...parseExpect(fields, path) };
}

export function parseTableField(fields: Fields, path: string): string {
  return checkIdentifier(own(fields, 'table'), within(path, 'table'));
}

function parseSet(update: unknown, field: string): Record<string, Value> {
  const fields = checkObject(update, field);
  const columns = Object.keys(fields);
  if (columns.length === 0 || columns.length > MAX_COLUMNS) {
    throw fieldError(field, `must have 1 to ${MAX_COLUMNS} columns`);
  }
  const set: Record<string, Value> = {};
  for (const column of columns) {
    const path = within(field, column);
    set[checkIdentifier(column, path)] = checkValue(fields[column], path);
  }
  return set;
}

/** The rows that an update or delete is about: all of them only when the caller says so. */
function parseScope(fields: Fields, path: string): Where {
  const where = parseWhere(own(fields, 'where'), within(path, 'where'));
  const all = own(fields, 'all');
  if (all !== undefined && typeof all !== 'boolean')
    throw fieldError(within(path, 'all'), 'must be true or false');
  if (where.length === 0 && all !== true)
    throw fieldError(within(path, 'where'), 'is missing; for every row say "all": true');
  if (where.length > 0 && all === true) throw fieldError(within(path, 'all'), 'must not stand beside where');
  return where;
}

function parseExpect(fields: Fields, path: string): { expect?: Expectation } {
  const value = own(fields, 'expect');
  if (value === undefined) return {};
  const field = within(path, 'expect');
  const expect = checkObject(value, field);
  refuseUnknown(expect, EXPECT_FIELDS, field);
  return { expect: { changes: checkCount(own(expect, 'changes'), within(field, 'changes')) } };
}
