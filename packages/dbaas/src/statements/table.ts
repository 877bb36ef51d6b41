import { validate } from '@rideshare/common/core';
import type { Definition } from '../log/entry.ts';
import { definitionSchema } from './definition-schema.ts';
import { fieldError } from './fields.ts';
import { checkTableName } from './identifiers.ts';
import type { Column, Index, Reference, TableDefinition } from './types.ts';
import { isValue, stored } from './values.ts';

/**
 * The definition of a table in normal form: two definitions that mean the same are the same JSON. Flags that
 * are off, and those that a primary key implies, are left out; a key of one column is that column's flag.
 * @throws HttpProblem 400 naming the field.
 */
export function parseTable(table: string, body: unknown): Definition {
  const name = checkTableName(table);
  const given = validate(definitionSchema, body);
  refuseTwins(given.columns);
  const key = primaryKeyOf(given);
  const declared = new Set(given.columns.map((column) => column.name));
  const columns = given.columns.map((column, i) => normalColumn(column, key, `columns.${i}`));
  const indexes = given.indexes?.map((index, i) => normalIndex(index, declared, `indexes.${i}`)) ?? [];
  return {
    table: name,
    definition: {
      columns,
      ...(key.length > 1 && { primaryKey: key }),
      ...(indexes.length > 0 && { indexes }),
    },
  };
}

/** SQLite does not tell the case of names apart. */
function refuseTwins(columns: Column[]): void {
  const seen = new Set<string>();
  for (const [i, { name }] of columns.entries()) {
    if (seen.has(name.toLowerCase())) throw fieldError(`columns.${i}.name`, 'must not name a column twice');
    seen.add(name.toLowerCase());
  }
}

function primaryKeyOf({ columns, primaryKey }: TableDefinition): string[] {
  const flagged = columns.filter((column) => column.primaryKey).map((column) => column.name);
  if (primaryKey === undefined) {
    if (flagged.length > 1)
      throw fieldError('primaryKey', 'must list the columns of a key of several columns');
    return flagged;
  }
  if (flagged.length > 0)
    throw fieldError('primaryKey', 'must not stand beside a column that is the primary key');
  checkDeclared(primaryKey, new Set(columns.map((column) => column.name)), 'primaryKey');
  return primaryKey;
}

function normalColumn(column: Column, key: string[], field: string): Column {
  const inKey = key.includes(column.name);
  const alone = inKey && key.length === 1;
  checkAutoIncrement(column, alone, field);
  return {
    name: column.name,
    type: column.type,
    ...(alone && { primaryKey: true }),
    ...(column.autoIncrement && { autoIncrement: true }),
    ...(column.notNull && !inKey && { notNull: true }),
    ...(column.unique && !alone && { unique: true }),
    ...normalDefault(column, inKey, `${field}.default`),
    ...(column.references && { references: normalReference(column.references) }),
  };
}

function checkAutoIncrement(column: Column, alone: boolean, field: string): void {
  if (column.autoIncrement && !(alone && column.type === 'integer')) {
    throw fieldError(`${field}.autoIncrement`, 'is for a primary key of one integer column');
  }
}

function normalDefault(column: Column, inKey: boolean, field: string): Pick<Column, 'default'> {
  const value = column.default ?? null;
  if (value === null) return {};
  if (inKey) throw fieldError(field, 'must not be set in a primary key');
  const held = isValue(value) ? stored(column.type, value) : undefined;
  if (held === undefined || held === null) throw fieldError(field, `must be a value of type ${column.type}`);
  return { default: Buffer.isBuffer(held) ? value : held };
}

function normalReference({ table, column, onDelete }: Reference): Reference {
  return { table, column, ...(onDelete !== undefined && onDelete !== 'no action' && { onDelete }) };
}

function normalIndex(index: Index, declared: ReadonlySet<string>, field: string): Index {
  checkDeclared(index.columns, declared, `${field}.columns`);
  return { columns: index.columns, ...(index.unique && { unique: true }) };
}

function checkDeclared(names: string[], declared: ReadonlySet<string>, field: string): void {
  const unknown = names.find((name) => !declared.has(name));
  if (unknown !== undefined) throw fieldError(field, `names ${unknown}, which is no column of the table`);
}
