import { attempt, readAll, type Database } from '@rideshare/dbaas';

/** Who goes along in which ride. A ride's creator does so without being one of its riders. */
export class RiderStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Lets the user join; of concurrent calls for one user and ride exactly one gets true.
   *
   * @returns false when the user is in the ride already, or one of the two does not exist.
   */
  add(rideId: number, username: string): Promise<boolean> {
    return attempt(this.#database, { table: 'riders', insert: { rideId, username } });
  }

  async has(rideId: number, username: string): Promise<boolean> {
    const rows = await this.#database.read({ table: 'riders', columns: ['id'], where: { rideId, username } });
    return rows.length > 0;
  }

  /** In the order of joining; empty for an unknown ride. */
  async of(rideId: number): Promise<string[]> {
    const rows = await readAll(
      this.#database,
      { table: 'riders', columns: ['username'], where: { rideId }, orderBy: 'id' },
      'id',
    );
    return rows.map((row) => String(row['username']));
  }
}
