import {
  createLogger,
  createRequestCounter,
  listen,
  requireConfig,
  Metrics,
  prefork,
} from '@rideshare/common';
import { DatabaseClient, databaseReadiness, PreparedDatabase } from '@rideshare/dbaas';
import { createRidesApp } from './app.ts';
import { systemClock } from './clock.ts';
import { ridesConfig } from './config.ts';
import { tables } from './tables.ts';
import { UsersService } from './user-directory.ts';

const config = requireConfig(ridesConfig);
const { host, port, processes, logLevel, databaseUrl, databaseToken, databaseTimeoutMs } = config;
const logger = createLogger('rides', logLevel);

await prefork({ name: 'rides', processes, logger }, async () => {
  const client = new DatabaseClient({
    url: databaseUrl,
    token: databaseToken,
    timeoutMs: databaseTimeoutMs,
    logger,
  });
  const database = new PreparedDatabase(client, logger);
  const app = createRidesApp({
    database,
    users: new UsersService({
      url: config.usersUrl,
      origin: config.publicUrl,
      timeoutMs: config.usersTimeoutMs,
    }),
    clock: systemClock,
    timeZone: config.timeZone,
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
