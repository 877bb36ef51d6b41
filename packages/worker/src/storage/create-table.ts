import type { Column, Definition, Index, TableDefinition } from '@rideshare/dbaas';

/**
 * The SQL that makes a table and its indexes. Tables are STRICT: what a column holds is of its type on every
 * copy. Defaults are no part of it; they are bound when a row is inserted.
 */
export function createTableSql({ table, definition }: Definition): string[] {
  const parts = definition.columns.map((column) => columnSql(column, definition));
  if (definition.primaryKey) parts.push(`PRIMARY KEY (${names(definition.primaryKey)})`);
  const indexes = definition.indexes ?? [];
  return [
    `CREATE TABLE ${quoted(table)} (${parts.join(', ')}) STRICT`,
    ...indexes.map((index, i) => indexSql(table, index, i)),
  ];
}

function columnSql(column: Column, { primaryKey }: TableDefinition): string {
  const required = column.notNull === true || column.primaryKey === true || primaryKey?.includes(column.name);
  return [
    quoted(column.name),
    column.type.toUpperCase(),
    required && 'NOT NULL',
    column.primaryKey && 'PRIMARY KEY',
    column.autoIncrement && 'AUTOINCREMENT',
    column.unique && 'UNIQUE',
    column.references && referenceSql(column.references),
  ]
    .filter((part) => typeof part === 'string')
    .join(' ');
}

function referenceSql({ table, column, onDelete }: NonNullable<Column['references']>): string {
  return `REFERENCES ${quoted(table)} (${quoted(column)}) ON DELETE ${(onDelete ?? 'no action').toUpperCase()}`;
}

/** The underscore keeps the names of indexes apart from those of tables. */
function indexSql(table: string, { columns, unique }: Index, i: number): string {
  const kind = unique ? 'UNIQUE INDEX' : 'INDEX';
  return `CREATE ${kind} ${quoted(`_${table}_${i}`)} ON ${quoted(table)} (${names(columns)})`;
}

function names(columns: string[]): string {
  return columns.map(quoted).join(', ');
}

function quoted(identifier: string): string {
  return `"${identifier}"`;
}
