import { attempt, readAll, type Database, type Row } from '@rideshare/dbaas';

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

/** A ride as the search between two areas shows it. */
export type ListedRide = Pick<Ride, 'rideId' | 'created_by' | 'timestamp'>;

const COLUMNS = ['rideId', 'created_by', 'timestamp', 'source', 'destination'];

function toRide(row: Row): Ride {
  return {
    ...toListedRide(row),
    source: Number(row['source']),
    destination: Number(row['destination']),
  };
}

function toListedRide(row: Row): ListedRide {
  return {
    rideId: Number(row['rideId']),
    created_by: String(row['created_by']),
    timestamp: String(row['timestamp']),
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
  async upcoming(source: number, destination: number, afterSeconds: number): Promise<ListedRide[]> {
    const query = {
      table: 'rides',
      columns: ['rideId', 'created_by', 'timestamp', 'startsAt'],
      where: [
        { column: 'source', op: '=' as const, value: source },
        { column: 'destination', op: '=' as const, value: destination },
        { column: 'startsAt', op: '>' as const, value: afterSeconds },
      ],
      orderBy: ['startsAt', 'rideId'],
    };
    const rows = await readAll(this.#database, query, 'rideId');
    // Those of one second stay as they come: by rideId.
    return rows.sort((a, b) => Number(a['startsAt']) - Number(b['startsAt'])).map(toListedRide);
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
