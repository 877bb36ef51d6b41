import { checkList, checkObject, fieldError, isObject, own, refuseUnknown, within } from './fields.ts';
import { checkIdentifier } from './identifiers.ts';
import { MAX_CONDITIONS, MAX_LIST, MAX_VALUES } from './limits.ts';
import type { Condition, Operator, Value, Where } from './types.ts';
import { checkValue } from './values.ts';

const OPERATORS: ReadonlySet<unknown> = new Set<Operator>(['=', '!=', '<', '<=', '>', '>=', 'in', 'like']);
const CONDITION_FIELDS = new Set(['column', 'op', 'value']);

/**
 * The conditions of a read, update or delete, in any form of the contract; none when absent.
 *
 * They are SQL's: null is equal to nothing but null, `!=` leaves rows with null out, and `like` does not
 * tell ASCII letters' case apart.
 */
export function parseWhere(value: unknown, field: string): Where {
  if (value === undefined) return [];
  const where = conditions(value, field);
  if (where.length > MAX_CONDITIONS) throw fieldError(field, `takes at most ${MAX_CONDITIONS} conditions`);
  if (countValues(where) > MAX_VALUES) throw fieldError(field, `takes at most ${MAX_VALUES} values`);
  return where;
}

function conditions(value: unknown, field: string): Where {
  if (typeof value === 'string') return [fromText(value, field)];
  if (Array.isArray(value)) return value.map((item, i) => fromItem(item, `${field}.${i}`));
  if (isObject(value)) return Object.entries(value).map(([name, item]) => equality(name, item, field));
  throw fieldError(field, 'must be an object, "column=value" or an array of conditions');
}

function fromItem(item: unknown, field: string): Condition {
  return typeof item === 'string' ? fromText(item, field) : fromObject(item, field);
}

/** What follows the first `=` is the value: a string as it stands, compared as a number with a numeric column. */
function fromText(text: string, field: string): Condition {
  const at = text.indexOf('=');
  if (at < 0) throw fieldError(field, 'must be "column=value"');
  return {
    column: checkIdentifier(text.slice(0, at), field),
    op: '=',
    value: checkValue(text.slice(at + 1), field),
  };
}

function equality(name: string, value: unknown, parent: string): Condition {
  const field = within(parent, name);
  return { column: checkIdentifier(name, field), op: '=', value: checkValue(value, field) };
}

function fromObject(item: unknown, field: string): Condition {
  const fields = checkObject(item, field);
  refuseUnknown(fields, CONDITION_FIELDS, field);
  const column = checkIdentifier(own(fields, 'column'), within(field, 'column'));
  const op = own(fields, 'op');
  if (!isOperator(op)) throw fieldError(within(field, 'op'), `must be one of ${[...OPERATORS].join(' ')}`);
  const value = own(fields, 'value');
  return op === 'in'
    ? { column, op, value: checkAlternatives(value, within(field, 'value')) }
    : { column, op, value: checkOperand(op, value, within(field, 'value')) };
}

function isOperator(op: unknown): op is Operator {
  return OPERATORS.has(op);
}

function checkAlternatives(value: unknown, field: string): Value[] {
  return checkList(value, MAX_LIST, field).map((item, i) => {
    if (item === null)
      throw fieldError(`${field}.${i}`, 'must not be null: null is compared with = and != only');
    return checkValue(item, `${field}.${i}`);
  });
}

function checkOperand(op: Operator, value: unknown, field: string): Value {
  if (value === null && op !== '=' && op !== '!=') {
    throw fieldError(field, 'must not be null: null is compared with = and != only');
  }
  const operand = checkValue(value, field);
  if (op === 'like' && typeof operand === 'string' && operand.includes('\0')) {
    throw fieldError(field, 'must hold no NUL: SQLite ends a pattern there');
  }
  return operand;
}

/** Values that a where clause binds. */
export function countValues(where: Where): number {
  return where.reduce((sum, { value }) => sum + (Array.isArray(value) ? value.length : 1), 0);
}
