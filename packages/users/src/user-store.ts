import { attempt, readAll, type Database } from '@rideshare/dbaas';

/** The users in the database. */
export class UserStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** @returns false when the name is taken; of concurrent calls with one name exactly one gets true. */
  add(username: string, passwordHash: string): Promise<boolean> {
    return attempt(this.#database, { table: 'users', insert: { username, password: passwordHash } });
  }

  /** The names of all users in the order of their coming, or only the given one where that user exists. */
  async names(only?: string): Promise<string[]> {
    const rows = await readAll(
      this.#database,
      {
        table: 'users',
        columns: ['username'],
        orderBy: 'id',
        ...(only === undefined ? {} : { where: { username: only } }),
      },
      'id',
    );
    return rows.map((row) => String(row['username']));
  }

  /** Removes the user and, by cascade, the user's rides and memberships. @returns false when there is no such user. */
  remove(username: string): Promise<boolean> {
    return attempt(this.#database, {
      table: 'users',
      delete: true,
      where: { username },
      expect: { changes: 1 },
    });
  }

  async clear(): Promise<void> {
    await this.#database.write({ table: 'users', delete: true, all: true });
  }
}
