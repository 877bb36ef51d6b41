import type { ReadQuery, Row, WriteStatement } from './contract.ts';
import { ConstraintError } from './errors.ts';

/** What a service needs of the database. */
export interface Database {
  /** @throws AnswerTooLongError when the rows are more than 16 MiB of JSON. */
  read(query: ReadQuery): Promise<Row[]>;
  /** The number of rows in the table. */
  count(table: string): Promise<number>;
  /** @throws ConstraintError when the tables or the statement's own expectation forbid it; nothing is changed then. */
  write(statement: WriteStatement): Promise<unknown>;
}

/** Writes, and tells whether that was allowed: false stands for a ConstraintError. */
export async function attempt(database: Database, statement: WriteStatement): Promise<boolean> {
  try {
    await database.write(statement);
    return true;
  } catch (error) {
    if (error instanceof ConstraintError) return false;
    throw error;
  }
}
