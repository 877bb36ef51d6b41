/** Bounds of one request. They keep a statement far below SQLite's own limits, so those can never be hit. */

/** Statements in a transaction. */
export const MAX_STATEMENTS = 1_000;
/** Values that one statement binds, over all its rows and conditions. */
export const MAX_VALUES = 10_000;
/** Columns of a table, of a row, of an order. */
export const MAX_COLUMNS = 100;
export const MAX_CONDITIONS = 100;
/** Values in the list of one `in`. */
export const MAX_LIST = 1_000;
export const MAX_INDEXES = 64;
