import {
  stored,
  type Column,
  type Condition,
  type Stored,
  type Value,
  type Where,
} from '@rideshare/dbaas/core';
import { columnOf, type Table } from './catalog.ts';
import { Refusal } from './refusal.ts';
import { operands } from './sql-builder.ts';

/** Makes of a statement's value what SQLite is given for it. */
export type Encoder = (value: Value) => Stored;

/**
 * For a value to be stored in a column.
 * The encoder throws Refusal `invalid` for a value that the column's type cannot hold.
 */
export function storing(table: Table, name: string): Encoder {
  const { type } = columnOf(table, name);
  return (value) => {
    const result = stored(type, value);
    if (result === undefined) throw new Refusal('invalid', `${table.name}.${name} holds ${type} values only`);
    return result;
  };
}

/** For the values of conditions, in the order in which they are bound. */
export function comparing(table: Table, where: Where): Encoder[] {
  return where.flatMap((condition) => {
    const column = columnOf(table, condition.column);
    return operands(condition).map(() => comparingOne(table, column, condition.op));
  });
}

/** Numeric columns compare with numeric strings as with numbers: SQLite sees to that by the column's affinity. */
function comparingOne(table: Table, column: Column, op: Condition['op']): Encoder {
  if (column.type === 'text' || op === 'like') return String;
  return column.type === 'blob' ? storing(table, column.name) : (value) => value;
}

/** The values of conditions, in the order in which they are bound. */
export function valuesOf(where: Where): Value[] {
  return where.flatMap(operands);
}
