import type { TableDefinition } from '@rideshare/dbaas';

/** The tables that this service declares, in the order in which they have to be declared. */
export const tables: Record<string, TableDefinition> = {
  users: {
    columns: [
      { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
      { name: 'username', type: 'text', notNull: true, unique: true },
      { name: 'password', type: 'text', notNull: true },
    ],
  },
};
