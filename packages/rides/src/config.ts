import type { ConfigTable } from '@rideshare/common';
import joi from 'joi';
import { isTimeZone } from './timestamp.ts';

export interface RidesConfig {
  host: string;
  port: number;
  processes: number;
  logLevel: string;
  databaseUrl: string;
  databaseToken: string | undefined;
  databaseTimeoutMs: number;
  usersUrl: string;
  usersTimeoutMs: number;
  publicUrl: string;
  timeZone: string;
}

const baseUrl = joi.string().uri({ scheme: ['http', 'https'] });

export const ridesConfig: ConfigTable<RidesConfig> = {
  host: { env: 'HOST', schema: joi.string(), default: '127.0.0.1', description: 'Address to listen on' },
  port: { env: 'PORT', schema: joi.number().port(), default: 8000, description: 'Port to listen on' },
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
  usersUrl: {
    env: 'USERS_URL',
    schema: baseUrl,
    default: 'http://127.0.0.1:8080',
    description: 'Base URL at which the users service is asked: the load balancer',
  },
  usersTimeoutMs: {
    env: 'USERS_TIMEOUT_MS',
    schema: joi.number().integer().min(100).max(600_000),
    default: 15_000,
    unit: 'ms',
    description: 'How long to wait for an answer of the users service; longer than it waits for the database',
  },
  publicUrl: {
    env: 'PUBLIC_URL',
    schema: baseUrl,
    default: 'http://127.0.0.1:8000',
    description: 'Public base URL of this service, sent as Origin to the users service',
  },
  timeZone: {
    env: 'TIME_ZONE',
    schema: joi
      .string()
      .custom((name: string, helpers) => (isTimeZone(name) ? name : helpers.error('timeZone.unknown')))
      .messages({ 'timeZone.unknown': '{{#label}} must be the IANA name of a time zone' }),
    default: 'Asia/Kolkata',
    description: 'Time zone of the timestamps of rides',
  },
};
