import type { Statement as Prepared } from 'better-sqlite3';
import { stored, type Statement, type Stored, type Value } from '@rideshare/dbaas/core';
import type { Table } from './catalog.ts';
import type { Connection } from './connection.ts';
import { comparing, storing, valuesOf, type Encoder } from './parameters.ts';
import { deleteSql, insertSql, updateSql, type Sql } from './sql-builder.ts';

/** A prepared statement of one shape. It takes one list of values per execution. */
export interface Plan {
  prepared: Prepared;
  bind: (values: Value[]) => Stored[];
}

export function planStatement(db: Connection, table: Table, statement: Statement): Plan {
  switch (statement.kind) {
    case 'insert':
      return planInsert(db, table, statement.columns);
    case 'update': {
      const columns = Object.keys(statement.set);
      const encoders = columns.map((column) => storing(table, column));
      const sql = updateSql(table.name, columns, statement.where);
      return preparePlan(db, sql, [...encoders, ...comparing(table, statement.where)]);
    }
    case 'delete': {
      const encoders = comparing(table, statement.where);
      return preparePlan(db, deleteSql(table.name, statement.where), encoders);
    }
  }
}

/** Defaults are bound like any value, so none of them is ever part of SQL text. */
function planInsert(db: Connection, table: Table, columns: string[]): Plan {
  const encoders = columns.map((column) => storing(table, column));
  const defaulted = table.definition.columns.filter(
    (column) => column.default !== undefined && !columns.includes(column.name),
  );
  const defaults = defaulted.map((column) => stored(column.type, column.default ?? null) ?? null);
  const sql = insertSql(table.name, [...columns, ...defaulted.map((column) => column.name)]);
  return preparePlan(db, sql, [...encoders, ...defaults.map((value) => () => value)]);
}

export function preparePlan(db: Connection, { text, order }: Sql, encoders: Encoder[]): Plan {
  const parameters = order.map((index) => ({ index, encode: encoders[index] ?? String }));
  return {
    prepared: db.prepare(text),
    bind: (values) => parameters.map(({ index, encode }) => encode(values[index] ?? null)),
  };
}

/** What each execution of a statement binds: one list per inserted row, one for an update or a delete. */
export function valueLists(statement: Statement): Value[][] {
  switch (statement.kind) {
    case 'insert':
      return statement.rows;
    case 'update':
      return [[...Object.values(statement.set), ...valuesOf(statement.where)]];
    case 'delete':
      return [valuesOf(statement.where)];
  }
}
