import joi from 'joi';
import { IDENTIFIER, IDENTIFIER_RULE } from './identifiers.ts';
import { MAX_COLUMNS, MAX_INDEXES } from './limits.ts';
import type { Column, Index, Reference, TableDefinition } from './types.ts';

const identifier = joi
  .string()
  .pattern(IDENTIFIER)
  .messages({ 'string.pattern.base': `{{#label}} ${IDENTIFIER_RULE}` });

/** SQLite's own names for the row id, which a column would hide. */
const columnName = identifier
  .pattern(/^(rowid|oid)$/i, { invert: true })
  .messages({ 'string.pattern.invert.base': '{{#label}} must not be a reserved name' });

const columnNames = joi.array().items(columnName).min(1).max(MAX_COLUMNS).unique();

const reference = joi.object<Reference>({
  table: identifier.required(),
  column: columnName.required(),
  onDelete: joi.valid('cascade', 'restrict', 'set null', 'no action'),
});

const column = joi.object<Column>({
  name: columnName.required(),
  type: joi.valid('integer', 'text', 'real', 'blob').required(),
  primaryKey: joi.boolean(),
  autoIncrement: joi.boolean(),
  notNull: joi.boolean(),
  unique: joi.boolean(),
  default: joi.alternatives(joi.string().allow(''), joi.number(), joi.valid(null)),
  references: reference,
});

const index = joi.object<Index>({ columns: columnNames.required(), unique: joi.boolean() });

/** The shape of a table definition; what its parts must be to one another is checked when it is normalized. */
export const definitionSchema = joi
  .object<TableDefinition, true>({
    columns: joi.array().items(column).min(1).max(MAX_COLUMNS).required(),
    primaryKey: columnNames,
    indexes: joi.array().items(index).max(MAX_INDEXES),
  })
  .required()
  .strict();
