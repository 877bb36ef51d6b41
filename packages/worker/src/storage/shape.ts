import type { Condition, Read, Statement, Where } from '@rideshare/dbaas';
import { operands } from './sql-builder.ts';

/**
 * What statements that share their SQL have in common: all but the values. Names are identifiers, so no two
 * shapes read the same.
 */
export function shapeOf(statement: Statement): string {
  const { kind, table } = statement;
  switch (statement.kind) {
    case 'insert':
      return `${kind} ${table} ${statement.columns.join()}`;
    case 'update':
      return `${kind} ${table} ${Object.keys(statement.set).join()} ${shapeOfWhere(statement.where)}`;
    case 'delete':
      return `${kind} ${table} ${shapeOfWhere(statement.where)}`;
  }
}

export function shapeOfRead({ table, columns, where, orderBy, limit, offset }: Read): string {
  const selected = typeof columns === 'string' ? `*${columns}` : columns.join();
  const order = orderBy.map(({ column, descending }) => (descending ? `-${column}` : column)).join();
  const paged = limit !== undefined || offset !== undefined;
  return `${table} ${selected} ${shapeOfWhere(where)} ${order} ${paged}`;
}

function shapeOfWhere(where: Where): string {
  return where.map(shapeOfCondition).join();
}

function shapeOfCondition(condition: Condition): string {
  const { column, op, value } = condition;
  if (value === null) return `${column}${op}null`;
  return op === 'in' ? `${column}:in${operands(condition).length}` : `${column}:${op}`;
}
