import { createLogger, createRequestCounter, Metrics } from '@rideshare/common';
import { databaseReadiness, PreparedDatabase } from '@rideshare/dbaas';
import { tables as usersTables } from '../../../users/src/tables.ts';
import { ServedApp } from '../../../users/test/support/served-app.ts';
import { SqliteDatabase } from '../../../users/test/support/sqlite-database.ts';
import { createRidesApp } from '../../src/app.ts';
import { tables } from '../../src/tables.ts';
import type { UserDirectory } from '../../src/user-directory.ts';

/** 12:00:00 on 1 May 2030 in Kolkata, where the clock of these tests stands still. */
const NOON_MS = Date.UTC(2030, 4, 1, 6, 30);

export interface RidesAppUnderTest {
  app: ServedApp;
  store: SqliteDatabase;
  /** Knows the users in the store, unless a test has it say something else. */
  users: UserDirectory;
}

/** The rides service without rides, in a database with these users, at 12:00:00 on 1 May 2030 in Kolkata. */
export async function startRidesApp(...usernames: string[]): Promise<RidesAppUnderTest> {
  const logger = createLogger('test', 'silent');
  const store = new SqliteDatabase();
  const database = new PreparedDatabase(store, logger);
  await database.declare({ ...usersTables, ...tables }, new AbortController().signal);
  for (const username of usernames) await store.write({ table: 'users', insert: { username, password: '' } });
  const users: UserDirectory = {
    exists: async (username) => (await store.read({ table: 'users', where: { username } })).length > 0,
  };
  const app = createRidesApp({
    database,
    users,
    clock: { now: () => NOON_MS },
    timeZone: 'Asia/Kolkata',
    logger,
    metrics: new Metrics(),
    counter: createRequestCounter(),
    readiness: () => databaseReadiness({ client: store, database }),
  });
  return { app: await ServedApp.start(app), store, users };
}

/** A ride as asha offers it, an hour after the tests' present. */
export const OFFER = { created_by: 'asha', timestamp: '01-05-2030:00-00-13', source: 7, destination: 151 };
