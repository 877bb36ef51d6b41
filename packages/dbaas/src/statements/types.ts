/** A value that a column can hold and a request can carry. */
export type Value = string | number | null;

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'like';

export type Condition =
  | { column: string; op: Exclude<Operator, 'in'>; value: Value }
  | { column: string; op: 'in'; value: Value[] };

/** All conditions must hold; an empty list matches every row. */
export type Where = Condition[];

export interface Expectation {
  /** Rows that the statement must change. */
  changes: number;
}

interface Expecting {
  table: string;
  expect?: Expectation;
}

export interface Insert extends Expecting {
  kind: 'insert';
  columns: string[];
  /** One array of values a row, in the order of `columns`. */
  rows: Value[][];
}

export interface Update extends Expecting {
  kind: 'update';
  set: Record<string, Value>;
  where: Where;
}

export interface Delete extends Expecting {
  kind: 'delete';
  where: Where;
}

/** A write statement in normal form: every shorthand of the HTTP contract resolved. */
export type Statement = Insert | Update | Delete;

export interface Write {
  statements: Statement[];
  /** Whether the caller asked for a transaction, and so is answered a list of results. */
  transaction: boolean;
}

export interface Order {
  column: string;
  descending: boolean;
}

export type Consistency = 'session' | 'eventual';

/** A read in normal form. */
export interface Read {
  table: string;
  columns: string[] | 'all' | 'count';
  where: Where;
  orderBy: Order[];
  limit?: number;
  offset?: number;
  consistency: Consistency;
}

export type ColumnType = 'integer' | 'text' | 'real' | 'blob';
export type OnDelete = 'cascade' | 'restrict' | 'set null' | 'no action';

export interface Reference {
  table: string;
  column: string;
  onDelete?: OnDelete;
}

export interface Column {
  name: string;
  type: ColumnType;
  primaryKey?: boolean;
  autoIncrement?: boolean;
  notNull?: boolean;
  unique?: boolean;
  default?: Value;
  references?: Reference;
}

export interface Index {
  columns: string[];
  unique?: boolean;
}

export interface TableDefinition {
  columns: Column[];
  primaryKey?: string[];
  indexes?: Index[];
}
