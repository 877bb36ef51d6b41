import { checkCount, checkList, checkObject, fieldError, own, refuseUnknown } from './fields.ts';
import type { Fields } from './fields.ts';
import { checkIdentifier } from './identifiers.ts';
import { checkColumns } from './insert.ts';
import { MAX_COLUMNS } from './limits.ts';
import type { Consistency, Order, Read } from './types.ts';
import { parseWhere } from './where.ts';
import { parseTableField } from './write.ts';

const READ_FIELDS = new Set(['table', 'columns', 'where', 'orderBy', 'limit', 'offset', 'consistency']);
const PAGING_FIELDS = ['orderBy', 'limit', 'offset'] as const;

/**
 * The body of a read in normal form.
 * @throws HttpProblem 400 naming the field.
 */
export function parseRead(body: unknown): Read {
  const fields = checkObject(body, '');
  refuseUnknown(fields, READ_FIELDS, '');
  const read: Read = {
    table: parseTableField(fields, ''),
    columns: parseColumns(own(fields, 'columns')),
    where: parseWhere(own(fields, 'where'), 'where'),
    orderBy: parseOrder(own(fields, 'orderBy')),
    consistency: parseConsistency(own(fields, 'consistency')),
  };
  if (read.columns === 'count') refusePaging(fields);
  const limit = own(fields, 'limit');
  const offset = own(fields, 'offset');
  if (limit !== undefined) read.limit = checkCount(limit, 'limit');
  if (offset !== undefined) read.offset = checkCount(offset, 'offset');
  return read;
}

/** A name may stand bare; the bare word `count` asks for the number of rows. */
function parseColumns(value: unknown): Read['columns'] {
  if (value === undefined) return 'all';
  if (value === 'count') return value;
  return checkColumns(typeof value === 'string' ? [value] : value, 'columns');
}

function parseOrder(value: unknown): Order[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [orderFrom(value, 'orderBy')];
  return checkList(value, MAX_COLUMNS, 'orderBy').map((item, i) => orderFrom(item, `orderBy.${i}`));
}

function orderFrom(item: unknown, field: string): Order {
  const descending = typeof item === 'string' && item.startsWith('-');
  return { column: checkIdentifier(descending ? item.slice(1) : item, field), descending };
}

function parseConsistency(value: unknown): Consistency {
  if (value === undefined || value === 'session') return 'session';
  if (value === 'eventual') return value;
  throw fieldError('consistency', 'must be session or eventual');
}

function refusePaging(fields: Fields): void {
  const given = PAGING_FIELDS.find((name) => Object.hasOwn(fields, name));
  if (given !== undefined) throw fieldError(given, 'has no meaning for a count');
}
