import type { Column, TableDefinition } from '@rideshare/dbaas';

/** A column that holds the name of a user; the users service declares the table it refers to. */
function userColumn(name: string): Column {
  return {
    name,
    type: 'text',
    notNull: true,
    references: { table: 'users', column: 'username', onDelete: 'cascade' },
  };
}

/** The tables that this service declares, in the order in which they have to be declared. */
export const tables: Record<string, TableDefinition> = {
  rides: {
    columns: [
      { name: 'rideId', type: 'integer', primaryKey: true, autoIncrement: true },
      userColumn('created_by'),
      { name: 'startsAt', type: 'integer', notNull: true },
      { name: 'timestamp', type: 'text', notNull: true },
      { name: 'source', type: 'integer', notNull: true },
      { name: 'destination', type: 'integer', notNull: true },
    ],
    indexes: [{ columns: ['source', 'destination', 'startsAt'] }, { columns: ['created_by'] }],
  },
  riders: {
    columns: [
      { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
      {
        name: 'rideId',
        type: 'integer',
        notNull: true,
        references: { table: 'rides', column: 'rideId', onDelete: 'cascade' },
      },
      userColumn('username'),
    ],
    indexes: [{ columns: ['rideId', 'username'], unique: true }, { columns: ['username'] }],
  },
};
