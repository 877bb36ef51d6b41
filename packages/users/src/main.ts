import {
  createLogger,
  createRequestCounter,
  listen,
  requireConfig,
  Metrics,
  prefork,
} from '@rideshare/common';
import { DatabaseClient, databaseReadiness, PreparedDatabase } from '@rideshare/dbaas';
import { createUsersApp } from './app.ts';
import { usersConfig } from './config.ts';
import { tables } from './tables.ts';

const { host, port, processes, logLevel, databaseUrl, databaseToken, databaseTimeoutMs } =
  requireConfig(usersConfig);
const logger = createLogger('users', logLevel);

await prefork({ name: 'users', processes, logger }, async () => {
  const client = new DatabaseClient({
    url: databaseUrl,
    token: databaseToken,
    timeoutMs: databaseTimeoutMs,
    logger,
  });
  const database = new PreparedDatabase(client, logger);
  const app = createUsersApp({
    database,
    logger,
    metrics: new Metrics(),
    counter: createRequestCounter(),
    readiness: () => databaseReadiness({ client, database }),
  });

  const stopping = new AbortController();
  void database.declare(tables, stopping.signal);
  const server = await listen(app, { host, port, logger });
  return {
    close() {
      stopping.abort();
      return server.close();
    },
  };
});
