import joi from 'joi';
import { badRequest } from './problem.ts';

/** The request of a method that takes nothing: no body at all, or `{}`. */
export const emptyBody: joi.Schema = joi.object({}).label('body');

/**
 * The value as the schema has it: defaults filled in, and converted as joi does (`"5"` for a number) unless the
 * schema is `strict()`; only a text is never taken for the JSON of an object.
 * @throws {HttpProblem} 400 that names each wrong field and says what is wrong with it
 */
export function validate<T>(schema: joi.Schema<T>, value: unknown): T {
  const result = check(schema, value);
  if (!result.error) return result.value as T;
  const errors = new Map<string, string>();
  for (const { path, message } of result.error.details) {
    const field = path.join('.') || 'body';
    if (!errors.has(field)) errors.set(field, message);
  }
  throw badRequest(`${[...errors.values()].join('; ')}.`, Object.fromEntries(errors));
}

function check(schema: joi.Schema, value: unknown): joi.ValidationResult {
  try {
    return schema.validate(value, { abortEarly: false, convert: typeof value !== 'string' });
  } catch (error) {
    if (error instanceof RangeError) throw badRequest('The body is nested too deeply.');
    throw error;
  }
}
