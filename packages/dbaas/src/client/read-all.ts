import type { ReadQuery, Row, WhereQuery } from './contract.ts';
import type { Database } from './database.ts';
import { AnswerTooLongError } from './errors.ts';

export type WholeQuery = Omit<ReadQuery, 'limit' | 'offset'>;

type Conditions = Exclude<WhereQuery, Row>;

const MAX_PAGE_ROWS = 10_000;

/**
 * All rows of a query, however many. Where one answer has room for them they are of one moment, and in the order asked
 * for. Else they come in pages, each of a moment of its own: ordered by `key`, and with its column. A row that is there
 * from before the first page until after the last one comes exactly once.
 *
 * @param key a column of integers, no two the same, that new rows get in ascending order
 * @throws AnswerTooLongError when a single row is too long.
 */
export async function readAll(
  database: Pick<Database, 'read'>,
  query: WholeQuery,
  key: string,
): Promise<Row[]> {
  try {
    return await database.read(query);
  } catch (error) {
    if (!(error instanceof AnswerTooLongError)) throw error;
  }
  return readInPages(database, query, key);
}

async function readInPages(database: Pick<Database, 'read'>, query: WholeQuery, key: string): Promise<Row[]> {
  const columns = query.columns && [...new Set([key, ...query.columns])];
  const page: ReadQuery = { ...query, ...(columns && { columns }), orderBy: key };
  const where = conditionsOf(query.where);
  const rows: Row[] = [];
  for (let limit = MAX_PAGE_ROWS; ;) {
    const last = rows.at(-1)?.[key];
    const beyond: Conditions = last === undefined ? [] : [{ column: key, op: '>', value: last }];
    try {
      const next = await database.read({ ...page, where: [...where, ...beyond], limit });
      for (const row of next) rows.push(row);
      if (next.length < limit) return rows;
      limit = Math.min(limit * 2, MAX_PAGE_ROWS);
    } catch (error) {
      if (!(error instanceof AnswerTooLongError) || limit === 1) throw error;
      limit = Math.ceil(limit / 2);
    }
  }
}

function conditionsOf(where: WhereQuery = []): Conditions {
  if (Array.isArray(where)) return where;
  return Object.entries(where).map(([column, value]) => ({ column, op: '=', value }));
}
