import type { ConfigTable } from '@rideshare/common';
import joi from 'joi';

/** How a service reaches the database. */
export interface ClientConfig {
  databaseUrl: string;
  databaseToken: string | undefined;
  databaseTimeoutMs: number;
  databaseRetryMs: number;
}

export const clientSettings: ConfigTable<ClientConfig> = {
  databaseUrl: {
    env: 'DATABASE_URL',
    schema: joi.string().uri({ scheme: ['http', 'https'] }),
    default: 'http://127.0.0.1:8081',
    description: 'Base URL of the database service',
  },
  databaseToken: {
    env: 'DBAAS_TOKEN',
    schema: joi.string().min(1).optional(),
    description: 'Bearer token sent to the database service; none without it',
    secret: true,
  },
  databaseTimeoutMs: {
    env: 'DATABASE_TIMEOUT_MS',
    schema: joi.number().integer().min(100).max(600_000),
    default: 12_000,
    unit: 'ms',
    description: 'How long to wait for an answer of the database service; longer than it waits itself',
  },
  databaseRetryMs: {
    env: 'DATABASE_RETRY_MS',
    schema: joi.number().integer().min(0).max(600_000),
    default: 2_000,
    unit: 'ms',
    description:
      'How long a call is tried again while the database cannot be reached or is overloaded; never beyond DATABASE_TIMEOUT_MS',
  },
};
