import type { FinalState, Value } from '../contract.ts';

export type Row = Readonly<Record<string, Value>>;

/** The rows of a table; none when there is no such table. */
export function rowsOf({ tables }: FinalState, table: string): readonly Row[] {
  return tables[table] ?? [];
}

/** One column of a table, of numbers. */
export function numbersOf(state: FinalState, table: string, column: string): number[] {
  return rowsOf(state, table).map((row) => Number(row[column]));
}
