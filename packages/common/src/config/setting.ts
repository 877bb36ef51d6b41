import type joi from 'joi';

/** One environment variable of a service: where it comes from, what it may be, and what it means. */
export interface Setting<T> {
  /** Name of the environment variable. */
  env: string;
  schema: joi.Schema<T>;
  /** Used when the variable is absent or empty. Without one the variable is required, unless the schema is optional. */
  default?: T;
  unit?: string;
  description: string;
  /** The value is never shown, neither in an error nor in the documentation. */
  secret?: boolean;
}

/** Every setting of a service, by the name it has in the code. */
export type ConfigTable<T> = { [K in keyof T]-?: Setting<T[K]> };
