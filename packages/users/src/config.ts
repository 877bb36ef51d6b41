import type { ConfigTable } from '@rideshare/common';
import joi from 'joi';

export interface UsersConfig {
  host: string;
  port: number;
  processes: number;
  logLevel: string;
  databaseUrl: string;
  databaseToken: string | undefined;
  databaseTimeoutMs: number;
}

const baseUrl = joi.string().uri({ scheme: ['http', 'https'] });

export const usersConfig: ConfigTable<UsersConfig> = {
  host: { env: 'HOST', schema: joi.string(), default: '127.0.0.1', description: 'Address to listen on' },
  port: { env: 'PORT', schema: joi.number().port(), default: 8080, description: 'Port to listen on' },
  processes: {
    env: 'PROCESSES',
    schema: joi.number().integer().min(1).max(64),
    default: 2,
    description: 'Processes that answer requests at the one port',
  },
  logLevel: {
    env: 'LOG_LEVEL',
    schema: joi.string().valid('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    default: 'info',
    description: 'The least severe level that is logged',
  },
  databaseUrl: {
    env: 'DATABASE_URL',
    schema: baseUrl,
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
};
