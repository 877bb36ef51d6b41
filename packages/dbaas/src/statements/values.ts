import { fieldError } from './fields.ts';
import type { ColumnType, Value } from './types.ts';

/**
 * Whether a value can be carried without loss: null, well-formed Unicode (NUL included, lone surrogates not),
 * and finite numbers; integers beyond 2^53 are refused, because JSON has rounded them already. Booleans are
 * refused too: SQLite has none, and a guess would come back as a number.
 */
export function isValue(value: unknown): value is Value {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') {
    return Number.isInteger(value) ? Number.isSafeInteger(value) : Number.isFinite(value);
  }
  return value === null;
}

/** @throws HttpProblem 400 naming the field. */
export function checkValue(value: unknown, field: string): Value {
  if (!isValue(value)) {
    throw fieldError(field, 'must be text, a finite number (an integer within ±2^53) or null');
  }
  return value;
}

/** A value as SQLite is given it. */
export type Stored = string | number | Buffer | null;

const INTEGER = /^-?\d{1,16}$/;
const REAL = /^-?\d+(\.\d+)?([eE][-+]?\d+)?$/;

/**
 * What a column of this type stores for a value, or undefined when it cannot: numeric strings become the
 * numbers of numeric columns, numbers the JSON text of text columns. A blob travels as canonical base64.
 */
export function stored(type: ColumnType, value: Value): Stored | undefined {
  if (value === null) return null;
  switch (type) {
    case 'text':
      return String(value);
    case 'integer':
      return numeric(value, INTEGER, Number.isSafeInteger);
    case 'real':
      return numeric(value, REAL, Number.isFinite);
    case 'blob':
      return typeof value === 'string' ? bytes(value) : undefined;
  }
}

function numeric(
  value: string | number,
  syntax: RegExp,
  fits: (value: number) => boolean,
): number | undefined {
  if (typeof value === 'string' && !syntax.test(value)) return undefined;
  const number = Number(value);
  return fits(number) ? number : undefined;
}

function bytes(base64: string): Buffer | undefined {
  const decoded = Buffer.from(base64, 'base64');
  return decoded.toString('base64') === base64 ? decoded : undefined;
}
