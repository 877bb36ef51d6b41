import joi from 'joi';
import { badRequest } from './problem.ts';

/** The request of a method that takes nothing: no body at all, or `{}`. */
export const emptyBody: joi.Schema = joi.object({});

/** Faults that are told of one request; who sends a thousand wrong fields need not read of each. */
const MAX_FAULTS = 20;

/**
 * The value as the schema has it: defaults filled in, and converted as joi does (`"5"` for a number) unless the
 * schema is `strict()`. Nothing at all counts as an object without fields, and a text never as the JSON of one.
 * @throws {HttpProblem} 400 that names each wrong field and says what is wrong with it
 */
export function validate<T>(schema: joi.Schema<T>, value: unknown): T {
  const given = value === undefined && schema.type === 'object' ? {} : value;
  const result = check(schema, given);
  if (!result.error) return result.value as T;
  const errors = new Map<string, string>();
  for (const { path, message } of result.error.details.slice(0, MAX_FAULTS)) {
    if (path.length === 0) errors.set('body', message.replace('"value"', '"body"'));
    else errors.set(path.join('.'), message);
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
