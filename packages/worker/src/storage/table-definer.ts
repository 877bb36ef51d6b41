import type { Definition, Reference, TableDefinition } from '@rideshare/dbaas';
import type { Catalog } from './catalog.ts';
import type { Connection } from './connection.ts';
import { createTableSql } from './create-table.ts';
import { Refusal } from './refusal.ts';

/**
 * Makes a table unless it stands as asked; both are success. Within the transaction or savepoint of the caller.
 * @returns the definition as JSON.
 * @throws Refusal `conflict` when a table of that name has another shape, or a reference leads nowhere.
 */
export function defineTable(db: Connection, catalog: Catalog, wanted: Definition): string {
  const { table, definition } = wanted;
  const json = JSON.stringify({ table, ...definition });
  const existing = catalog.lookUp(table);
  if (existing) {
    if (existing.definition === json) return json;
    throw new Refusal('conflict', `the table ${existing.name} exists with another definition`);
  }
  for (const { references } of definition.columns) {
    if (references) checkReference(catalog, wanted, references);
  }
  for (const sql of createTableSql(wanted)) db.exec(sql);
  catalog.add(table, json);
  return json;
}

function checkReference(catalog: Catalog, { table, definition }: Definition, reference: Reference): void {
  const target = reference.table === table ? definition : referencedTable(catalog, table, reference.table);
  if (isUnique(target, reference.column)) return;
  throw new Refusal(
    'conflict',
    `${table} refers to ${reference.table}.${reference.column}, which is no column of unique values`,
  );
}

function referencedTable(catalog: Catalog, table: string, name: string): TableDefinition {
  if (catalog.lookUp(name)?.name !== name) {
    throw new Refusal('conflict', `${table} refers to the table ${name}, which does not exist`);
  }
  return catalog.table(name).definition;
}

function isUnique({ columns, indexes = [] }: TableDefinition, name: string): boolean {
  return (
    columns.some(
      (column) => column.name === name && (column.primaryKey === true || column.unique === true),
    ) ||
    indexes.some((index) => index.unique === true && index.columns.length === 1 && index.columns[0] === name)
  );
}
