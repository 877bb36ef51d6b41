import {
  createLogger,
  createRequestCounter,
  listen,
  Metrics,
  prefork,
  type AppOptions,
  type RequestCounter,
} from '@rideshare/common';
import type { ClientConfig } from '../config/client-settings.ts';
import type { TableDefinition } from '../statements/types.ts';
import { DatabaseClient } from './database-client.ts';
import type { Database } from './database.ts';
import { PreparedDatabase } from './prepared-database.ts';
import { databaseReadiness } from './readiness.ts';

/** What a service's application is made of, whatever the service does. */
export interface ServiceParts extends Pick<AppOptions, 'logger' | 'metrics' | 'readiness'> {
  database: Database;
  counter: RequestCounter;
}

export interface DatabaseServiceOptions {
  name: string;
  config: ClientConfig & { host: string; port: number; processes: number; logLevel: string };
  /** By name, each after the ones it refers to. */
  tables: Record<string, TableDefinition>;
  createApp: (parts: ServiceParts) => Parameters<typeof listen>[0];
}

/**
 * Runs a service that keeps its data in the database: in several processes on one port, each declaring the tables
 * until they stand, and answering from its start, 503 until then.
 */
export async function runDatabaseService(options: DatabaseServiceOptions): Promise<void> {
  const { name, config, tables, createApp } = options;
  const { host, port, processes, logLevel, databaseUrl, databaseToken, databaseTimeoutMs, databaseRetryMs } =
    config;
  const logger = createLogger(name, logLevel);

  await prefork({ name, processes, logger }, async () => {
    const client = new DatabaseClient({
      url: databaseUrl,
      token: databaseToken,
      timeoutMs: databaseTimeoutMs,
      retryMs: databaseRetryMs,
      logger,
    });
    const database = new PreparedDatabase(client, logger);
    const app = createApp({
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
}
