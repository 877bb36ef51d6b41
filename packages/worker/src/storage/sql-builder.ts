import knex, { type Knex } from 'knex';
import type { Condition, Order, Where } from '@rideshare/dbaas';

/** SQL whose placeholders take, in this order, the values at these indexes of the statement's values. */
export interface Sql {
  text: string;
  order: number[];
}

/** knex only writes SQL here. What it is given to bind are not values but their indexes. */
const builder = knex({ client: 'better-sqlite3', useNullAsDefault: true });

export function insertSql(table: string, columns: string[]): Sql {
  return compile(builder(table).insert(indexed(columns)));
}

/** The values are those of the columns, then those of the conditions. */
export function updateSql(table: string, columns: string[], where: Where): Sql {
  return compile(restrict(builder(table), where, columns.length).update(indexed(columns)));
}

export function deleteSql(table: string, where: Where): Sql {
  return compile(restrict(builder(table), where, 0).delete());
}

export interface Selection {
  columns: string[] | 'count';
  where: Where;
  orderBy: Order[];
  /** How many rows at most; `given` when the values end with a limit and an offset. */
  limit?: number | 'given' | undefined;
}

export function selectSql(table: string, { columns, where, orderBy, limit }: Selection): Sql {
  const query = restrict(builder(table), where, 0);
  if (columns === 'count') return compile(query.count({ count: '*' }));
  const order = orderBy.map(({ column, descending }) => ({ column, order: descending ? 'desc' : 'asc' }));
  const { text, order: slots } = compile(query.select(columns).orderBy(order));
  if (limit === undefined) return { text, order: slots };
  if (limit !== 'given') return { text: `${text} limit ${limit}`, order: slots };
  // SQLite prepares a statement anew for every value of a bare `limit ?`.
  return { text: `${text} limit ? + 0 offset ? + 0`, order: [...slots, slots.length, slots.length + 1] };
}

function indexed(columns: string[]): Record<string, number> {
  return Object.fromEntries(columns.map((column, i) => [column, i]));
}

function restrict(query: Knex.QueryBuilder, where: Where, firstIndex: number): Knex.QueryBuilder {
  let index = firstIndex;
  for (const condition of where) {
    const { column, op, value } = condition;
    if (value === null) {
      if (op === '=') query.whereNull(column);
      else query.whereNotNull(column);
    } else if (op === 'in') {
      query.whereIn(
        column,
        operands(condition).map(() => index++),
      );
    } else {
      query.where(column, op, index++);
    }
  }
  return query;
}

/**
 * The values that a condition binds. Lists are filled up to a power of two with their last value, so that lists
 * of all lengths share a few statements.
 */
export function operands({ value }: Condition): (string | number)[] {
  const values = (Array.isArray(value) ? value : [value]).filter((item) => item !== null);
  const last = values.at(-1);
  if (last === undefined) return [];
  const filled = 2 ** Math.ceil(Math.log2(values.length));
  return [...values, ...Array<string | number>(filled - values.length).fill(last)];
}

function compile(query: Knex.QueryBuilder): Sql {
  const { sql, bindings } = query.toSQL().toNative();
  return { text: sql, order: bindings as number[] };
}
