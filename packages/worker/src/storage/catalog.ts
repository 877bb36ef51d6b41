import type { Column, TableDefinition } from '@rideshare/dbaas';
import type { Connection } from './connection.ts';
import { Refusal } from './refusal.ts';

/** A table as it was defined. It never changes and never goes. */
export interface Table {
  name: string;
  definition: TableDefinition;
  columns: ReadonlyMap<string, Column>;
}

/** The tables of a copy. Names count exactly, though no two tables differ in case alone. */
export class Catalog {
  readonly #tables = new Map<string, Table>();
  readonly #select;
  readonly #selectAll;
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
    this.#select = db.prepare<[string], { name: string; definition: string }>(
      'SELECT name, definition FROM _tables WHERE name = ?',
    );
    this.#selectAll = db
      .prepare<[], string>('SELECT definition FROM _tables ORDER BY name COLLATE BINARY')
      .pluck();
  }

  /** @throws Refusal `invalid` when there is no such table. */
  table(name: string): Table {
    const known = this.#tables.get(name);
    if (known) return known;
    const found = this.lookUp(name);
    if (found?.name !== name) throw new Refusal('invalid', `there is no table ${name}`);
    const table = parseTable(name, found.definition);
    this.#tables.set(name, table);
    return table;
  }

  /** The definition, as JSON, of the table of this name in any case. */
  lookUp(name: string): { name: string; definition: string } | undefined {
    return this.#select.get(name);
  }

  /** All definitions, as JSON, by name. */
  all(): string[] {
    return this.#selectAll.all();
  }

  add(name: string, definition: string): void {
    this.#db.prepare('INSERT INTO _tables (name, definition) VALUES (?, ?)').run(name, definition);
  }

  /** To be called after a rollback, which may have taken tables back. */
  forget(): void {
    this.#tables.clear();
  }
}

function parseTable(name: string, json: string): Table {
  const definition = JSON.parse(json) as TableDefinition;
  return { name, definition, columns: new Map(definition.columns.map((column) => [column.name, column])) };
}

/** @throws Refusal `invalid` when the table has no such column. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.get(name);
  if (!column) throw new Refusal('invalid', `there is no column ${table.name}.${name}`);
  return column;
}
