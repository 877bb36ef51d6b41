import { fieldError } from './fields.ts';

/** ASCII letters, digits and underscores from a letter on, 64 at most; SQLite keeps `sqlite_` for itself. */
export const IDENTIFIER = /^(?!sqlite_)[A-Za-z][A-Za-z0-9_]{0,63}$/i;

export const IDENTIFIER_RULE =
  'must be an identifier: letters, digits and underscores after a letter, at most 64, not starting with sqlite_';

export function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && IDENTIFIER.test(value);
}

/** @throws HttpProblem 400 naming the field. */
export function checkIdentifier(value: unknown, field: string): string {
  if (!isIdentifier(value)) throw fieldError(field, IDENTIFIER_RULE);
  return value;
}

/**
 * The name of a table, as it stands in a path.
 * @throws HttpProblem 400 when it is no identifier.
 */
export function checkTableName(table: string): string {
  return checkIdentifier(table, 'table');
}
