import {
  isIdentifier,
  isValue,
  type Condition,
  type Read,
  type Statement,
  type Write,
} from '@rideshare/dbaas/core';

/**
 * Whether something that came over the wire is what its sender promised. The orchestrator has checked every
 * request with care and a reason for the caller; these are the storage's own last gate.
 */
type Guard<T> = (value: unknown) => value is T;

const OPERATORS: ReadonlySet<unknown> = new Set(['=', '!=', '<', '<=', '>', '>=', 'in', 'like']);

export const isWrite: Guard<Write> = (value): value is Write =>
  isRecord(value) &&
  typeof value['transaction'] === 'boolean' &&
  isListOf(value['statements'], isStatement) &&
  value['statements'].length > 0;

export const isRead: Guard<Read> = (value): value is Read =>
  isRecord(value) &&
  isIdentifier(value['table']) &&
  (value['columns'] === 'all' || value['columns'] === 'count' || isNames(value['columns'])) &&
  isListOf(value['where'], isCondition) &&
  isListOf(value['orderBy'], isOrder) &&
  isAbsentOrCount(value['limit']) &&
  isAbsentOrCount(value['offset']);

const isStatement: Guard<Statement> = (value): value is Statement => {
  if (!isRecord(value) || !isIdentifier(value['table']) || !isExpect(value['expect'])) {
    return false;
  }
  switch (value['kind']) {
    case 'insert':
      return isRows(value['columns'], value['rows']);
    case 'update':
      return isSet(value['set']) && isListOf(value['where'], isCondition);
    case 'delete':
      return isListOf(value['where'], isCondition);
    default:
      return false;
  }
};

function isRows(columns: unknown, rows: unknown): boolean {
  return (
    isNames(columns) &&
    Array.isArray(rows) &&
    rows.length > 0 &&
    rows.every((row) => isListOf(row, isValue) && row.length === columns.length)
  );
}

function isSet(set: unknown): boolean {
  if (!isRecord(set)) return false;
  const columns = Object.keys(set);
  return columns.length > 0 && columns.every((column) => isIdentifier(column) && isValue(set[column]));
}

function isExpect(expect: unknown): boolean {
  return expect === undefined || (isRecord(expect) && isCount(expect['changes']));
}

const isCondition: Guard<Condition> = (value): value is Condition => {
  if (!isRecord(value) || !isIdentifier(value['column']) || !OPERATORS.has(value['op'])) return false;
  if (value['op'] === 'in') return isListOf(value['value'], isValue) && value['value'].length > 0;
  return isValue(value['value']) && (value['value'] !== null || value['op'] === '=' || value['op'] === '!=');
};

const isOrder: Guard<Read['orderBy'][number]> = (value): value is Read['orderBy'][number] =>
  isRecord(value) && isIdentifier(value['column']) && typeof value['descending'] === 'boolean';

function isNames(value: unknown): value is string[] {
  return isListOf(value, isIdentifier) && value.length > 0 && new Set(value).size === value.length;
}

function isListOf<T>(value: unknown, isItem: Guard<T>): value is T[] {
  return Array.isArray(value) && value.every(isItem);
}

function isAbsentOrCount(value: unknown): boolean {
  return value === undefined || isCount(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
