import { Catalog } from '../storage/catalog.ts';
import { openReader } from '../storage/connection.ts';

/** The number of rows in each table of a copy, by the table's name. */
export function rowCounts(file: string): Map<string, number> {
  const db = openReader(file);
  try {
    const names = new Catalog(db).all().map((json) => (JSON.parse(json) as { table: string }).table);
    const count = (name: string) => db.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get();
    return new Map(names.map((name) => [name, count(name) ?? 0]));
  } finally {
    db.close();
  }
}
