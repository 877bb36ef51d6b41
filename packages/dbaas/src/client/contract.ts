import type { Consistency, Expectation, Operator, Value } from '../statements/types.ts';

/** A row as it comes from the database; the caller knows the types of its columns. */
export type Row = Record<string, Value>;

/** `{column: value}`, all equal, or conditions with an operator, all holding. */
export type WhereQuery = Row | { column: string; op: Operator; value: Value | Value[] }[];

/** The body of `POST /api/v1/db/read`. */
export interface ReadQuery {
  table: string;
  /** Default: all. */
  columns?: string[];
  where?: WhereQuery;
  /** A leading `-` makes it descending. */
  orderBy?: string | string[];
  limit?: number;
  offset?: number;
  consistency?: Consistency;
}

interface Expecting {
  table: string;
  /** Unmet, nothing is changed and a ConstraintError thrown. */
  expect?: Expectation;
}

export interface InsertStatement extends Expecting {
  insert: Row | Row[];
}

/** Without `where` needs `all`. */
export interface UpdateStatement extends Expecting {
  update: Row;
  where?: WhereQuery;
  all?: true;
}

/** Without `where` needs `all`. */
export interface DeleteStatement extends Expecting {
  delete: true;
  where?: WhereQuery;
  all?: true;
}

export type WriteStatement = InsertStatement | UpdateStatement | DeleteStatement;

export interface StatementResult {
  changes: number;
  lastInsertRowid: number;
}

export interface WriteResult extends StatementResult {
  /** Where the write stands in the log. */
  offset: number;
}

export interface TransactionResult {
  results: StatementResult[];
  offset: number;
}
