export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;
export type Tables = Readonly<Record<string, readonly Row[]>>;

export interface Statement {
  table: string;
  insert?: Row | Row[];
  update?: Row;
  delete?: true;
  where?: Row;
  expect?: { changes: number };
}

/** Columns in which a table holds no value, or combination, twice. */
const UNIQUE: Record<string, string[]> = {
  faults_names: ['name'],
  users: ['username'],
  riders: ['rideId', 'username'],
};

/** The tables after some statements. @throws RangeError when one is refused */
export function perform(tables: Tables, statements: readonly Statement[], unique = true): Tables {
  return statements.reduce((before, statement) => {
    const { table, insert, update, delete: remove, where = {}, expect } = statement;
    const rows = before[table] ?? [];
    const changed = rows.filter((row) => matches(row, where)).length;
    if (expect && expect.changes !== changed)
      throw new RangeError(`expected ${expect.changes}, not ${changed}`);
    if (insert) return { ...before, [table]: [insert].flat().reduce(adding(table, unique), rows) };
    if (remove) return { ...before, [table]: rows.filter((row) => !matches(row, where)) };
    return { ...before, [table]: rows.map((row) => (matches(row, where) ? { ...row, ...update } : row)) };
  }, tables);
}

export function select(tables: Tables, table: string, where: Row = {}): readonly Row[] {
  return (tables[table] ?? []).filter((row) => matches(row, where));
}

function adding(table: string, unique: boolean): (rows: readonly Row[], row: Row) => readonly Row[] {
  const columns = UNIQUE[table];
  return (rows, row) => {
    if (unique && columns && rows.some((other) => columns.every((column) => other[column] === row[column])))
      throw new RangeError(`${columns.join()} is taken`);
    return [...rows, { id: 1 + Number(rows.at(-1)?.['id'] ?? 0), ...row }];
  };
}

function matches(row: Row, where: Row): boolean {
  return Object.entries(where).every(([column, value]) => row[column] === value);
}
