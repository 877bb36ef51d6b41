import { createLogger, createRequestCounter, Metrics } from '@rideshare/common';
import { databaseReadiness, PreparedDatabase } from '@rideshare/dbaas';
import { createUsersApp } from '../../src/app.ts';
import { tables } from '../../src/tables.ts';
import { ServedApp } from './served-app.ts';
import { SqliteDatabase } from './sqlite-database.ts';

export interface UsersAppUnderTest {
  app: ServedApp;
  store: SqliteDatabase;
  database: PreparedDatabase;
}

/** The users service on an empty database in which its tables do not stand yet. */
export async function startUnpreparedUsersApp(): Promise<UsersAppUnderTest> {
  const logger = createLogger('test', 'silent');
  const store = new SqliteDatabase();
  const database = new PreparedDatabase(store, logger);
  const app = createUsersApp({
    database,
    logger,
    metrics: new Metrics(),
    counter: createRequestCounter(),
    readiness: () => databaseReadiness({ client: store, database }),
  });
  return { app: await ServedApp.start(app), store, database };
}

/** The users service with its tables, and no users. */
export async function startUsersApp(): Promise<UsersAppUnderTest> {
  const parts = await startUnpreparedUsersApp();
  await parts.database.declare(tables, new AbortController().signal);
  return parts;
}
