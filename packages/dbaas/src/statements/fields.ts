import { badRequest } from '@rideshare/common/core';
import type { HttpProblem } from '@rideshare/common/core';

/** A JSON object whose fields are still to be checked. */
export type Fields = Record<string, unknown>;

/** A 400 about one field, named by its path in the body, such as `transaction.3.insert.username`. */
export function fieldError(field: string, problem: string): HttpProblem {
  return badRequest(`${field} ${problem}`, { [field]: problem });
}

/** The path of a field within its parent; the body itself is ''. */
export function within(parent: string, name: string): string {
  return parent === '' ? name : `${parent}.${name}`;
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @throws HttpProblem 400 naming the field. */
export function checkObject(value: unknown, field: string): Fields {
  if (!isObject(value)) throw fieldError(field === '' ? 'body' : field, 'must be an object');
  return value;
}

/** The value of an own field: what a prototype carries does not count. */
export function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

/** Unknown fields that one answer names; a body can have many thousands. */
const MAX_NAMED = 20;

/** @throws HttpProblem 400 naming the fields that are not known. */
export function refuseUnknown(fields: Fields, known: ReadonlySet<string>, parent: string): void {
  const unknown = Object.keys(fields).filter((name) => !known.has(name));
  if (unknown.length === 0) return;
  const paths = unknown.slice(0, MAX_NAMED).map((name) => within(parent, name));
  throw badRequest(
    `unknown: ${paths.join(', ')}`,
    Object.fromEntries(paths.map((path) => [path, 'is not known'])),
  );
}

/** @throws HttpProblem 400 unless it is a non-negative integer. */
export function checkCount(value: unknown, field: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) {
    throw fieldError(field, 'must be a non-negative integer');
  }
  return value as number;
}

/** @throws HttpProblem 400 unless it is an array of 1 to `max` items. */
export function checkList(value: unknown, max: number, field: string): unknown[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > max) {
    throw fieldError(field, `must be an array of 1 to ${max} items`);
  }
  return value;
}
