import { attempt, type Database, type Row } from '@rideshare/dbaas';

export interface Ride {
  rideId: number;
  created_by: string;
  /** As its creator wrote it. */
  timestamp: string;
  source: number;
  destination: number;
}

export interface NewRide extends Omit<Ride, 'rideId'> {
  /** Seconds since the epoch. */
  startsAt: number;
}

const COLUMNS = ['rideId', 'created_by', 'timestamp', 'source', 'destination'];

function toRide(row: Row): Ride {
  return {
    rideId: Number(row['rideId']),
    created_by: String(row['created_by']),
    timestamp: String(row['timestamp']),
    source: Number(row['source']),
    destination: Number(row['destination']),
  };
}

/** The rides in the database. */
export class RideStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @returns false when there is no such creator. */
  add(ride: NewRide): Promise<boolean> {
    return attempt(this.#database, { table: 'rides', insert: { ...ride } });
  }

  /** Rides from source to destination that start after the given second since the epoch, soonest first. */
  async upcoming(source: number, destination: number, afterSeconds: number): Promise<Ride[]> {
    const rows = await this.#database.read({
      table: 'rides',
      columns: COLUMNS,
      where: [
        { column: 'source', op: '=', value: source },
        { column: 'destination', op: '=', value: destination },
        { column: 'startsAt', op: '>', value: afterSeconds },
      ],
      orderBy: ['startsAt', 'rideId'],
    });
    return rows.map(toRide);
  }

  async find(rideId: number): Promise<Ride | undefined> {
    const [row] = await this.#database.read({ table: 'rides', columns: COLUMNS, where: { rideId } });
    return row && toRide(row);
  }

  /** How many there are, past ones included. */
  count(): Promise<number> {
    return this.#database.count('rides');
  }

  /** Removes the ride and, by cascade, its memberships. @returns false when there is no such ride. */
  remove(rideId: number): Promise<boolean> {
    return attempt(this.#database, {
      table: 'rides',
      delete: true,
      where: { rideId },
      expect: { changes: 1 },
    });
  }

  async clear(): Promise<void> {
    await this.#database.write({ table: 'rides', delete: true, all: true });
  }
}
