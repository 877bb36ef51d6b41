import joi from 'joi';

const username = joi.string().required();

/** The SHA-1 digest of a password, in hexadecimal. The message does not repeat what was sent. */
const password = joi
  .string()
  .required()
  .pattern(/^[0-9a-f]{40}$/i)
  .messages({ 'string.pattern.base': '{{#label}} must be a SHA-1 digest of 40 hexadecimal digits' });

export const newUser = joi.object<{ username: string; password: string }>({ username, password }).required();

export const userFilter = joi.object<{ username?: string }>({ username: username.optional() });

export const userPath = joi.object<{ username: string }>({ username });
