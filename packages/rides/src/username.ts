import joi from 'joi';

/** A user's name: one or more characters, any of Unicode but halves of surrogate pairs, which have no encoding. */
export const username = joi
  .string()
  .required()
  .custom((value: string, helpers) => (value.isWellFormed() ? value : helpers.error('string.wellFormed')))
  .messages({ 'string.wellFormed': '{{#label}} must not hold half a surrogate pair' });
