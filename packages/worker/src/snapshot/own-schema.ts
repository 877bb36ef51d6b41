import { HttpProblem } from '@rideshare/common/core';
import { parseTable } from '@rideshare/dbaas/core';
import { Catalog } from '../storage/catalog.ts';
import { openWriter, type Connection } from '../storage/connection.ts';
import { Refusal } from '../storage/refusal.ts';
import { defineTable } from '../storage/table-definer.ts';
import { UnsuitableFileError } from './errors.ts';

/**
 * Makes sure that a database holds what the definitions in it make, and nothing else: a trigger that somebody put in
 * could do anything, and something else on every copy.
 * @throws UnsuitableFileError `other-kind`
 */
export function requireOwnSchema(db: Connection): void {
  const made = openWriter(':memory:');
  try {
    const catalog = new Catalog(made);
    const definitions = db.prepare<[], string>('SELECT definition FROM _tables ORDER BY rowid').pluck().all();
    const defined = definitions.every((definition) => define(made, catalog, definition));
    if (!defined || schemaOf(made) !== schemaOf(db)) {
      const message = `the tables of ${db.name} are not as RideShare defines tables`;
      throw new UnsuitableFileError('other-kind', message);
    }
  } finally {
    made.close();
  }
}

/** False when no caller could have made this definition. */
function define(db: Connection, catalog: Catalog, definition: string): boolean {
  try {
    const { table, ...body } = JSON.parse(definition) as { table: string };
    return defineTable(db, catalog, parseTable(table, body)) === definition;
  } catch (error) {
    if ([SyntaxError, TypeError, HttpProblem, Refusal].some((kind) => error instanceof kind)) return false;
    throw error;
  }
}

/** SQLite's own tables, of counters and statistics, come and go with use. */
function schemaOf(db: Connection): string {
  const select = db.prepare<[], string>(
    `SELECT json_array(type, name, tbl_name, sql) FROM sqlite_schema
     WHERE name NOT GLOB 'sqlite_*' ORDER BY type, name`,
  );
  return select.pluck().all().join('\n');
}
