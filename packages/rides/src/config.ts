import {
  hostSetting,
  logLevelSetting,
  portSetting,
  processesSetting,
  type ConfigTable,
} from '@rideshare/common';
import { clientSettings, type ClientConfig } from '@rideshare/dbaas';
import joi from 'joi';
import { isTimeZone } from './timestamp.ts';

export interface RidesConfig extends ClientConfig {
  host: string;
  port: number;
  processes: number;
  logLevel: string;
  usersUrl: string;
  usersTimeoutMs: number;
  publicUrl: string;
  timeZone: string;
}

const baseUrl = joi.string().uri({ scheme: ['http', 'https'] });

export const ridesConfig: ConfigTable<RidesConfig> = {
  host: hostSetting,
  port: portSetting(8000),
  processes: processesSetting,
  logLevel: logLevelSetting,
  ...clientSettings,
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
