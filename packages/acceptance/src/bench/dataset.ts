/** The benchmark's own table; it stays behind empty, as the contract knows no call that drops one. */
export const TABLE = 'bench_rides';

/** Loaded before anything is measured, with ids from 1. */
export const RIDES = 20_000;

const AREAS = 198;
const START = 1_900_000_000;

export interface Ride {
  created_by: string;
  departure: number;
  source: number;
  destination: number;
}

/** The table as the orchestrator is asked for it: the shape of a ride, with the indexes of the ride search. */
export const DEFINITION = {
  columns: [
    { name: 'rideId', type: 'integer', primaryKey: true, autoIncrement: true },
    { name: 'created_by', type: 'text', notNull: true },
    { name: 'departure', type: 'integer', notNull: true },
    { name: 'source', type: 'integer', notNull: true },
    { name: 'destination', type: 'integer', notNull: true },
  ],
  indexes: [{ columns: ['source', 'destination', 'departure'] }, { columns: ['created_by'] }],
};

/** The same table for the bare server. */
export const SCHEMA = `
  CREATE TABLE ${TABLE} (
    rideId INTEGER PRIMARY KEY AUTOINCREMENT,
    created_by TEXT NOT NULL,
    departure INTEGER NOT NULL,
    source INTEGER NOT NULL,
    destination INTEGER NOT NULL
  );
  CREATE INDEX ${TABLE}_search ON ${TABLE} (source, destination, departure);
  CREATE INDEX ${TABLE}_creator ON ${TABLE} (created_by);
`;

/** The n-th ride, the same on every call. */
export function ride(n: number): Ride {
  return {
    created_by: `rider-${n % 1_000}`,
    departure: START + n * 60,
    source: 1 + (n % AREAS),
    destination: 1 + ((n + 1 + (n % (AREAS - 1))) % AREAS),
  };
}

/** The rides of the ids from `first` to `last`. */
export function rides(first: number, last: number): (Ride & { rideId: number })[] {
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    rideId: first + index,
    ...ride(first + index),
  }));
}
