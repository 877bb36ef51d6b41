import joi from 'joi';
import type { Setting } from './setting.ts';

/** The settings that every service has, with the same names everywhere. */
export const hostSetting: Setting<string> = {
  env: 'HOST',
  schema: joi.string(),
  default: '127.0.0.1',
  description: 'Address to listen on',
};

export function portSetting(port: number): Setting<number> {
  return { env: 'PORT', schema: joi.number().port(), default: port, description: 'Port to listen on' };
}

export const processesSetting: Setting<number> = {
  env: 'PROCESSES',
  schema: joi.number().integer().min(1).max(64),
  default: 2,
  description: 'Processes that answer requests at the one port',
};

export const logLevelSetting: Setting<string> = {
  env: 'LOG_LEVEL',
  schema: joi.string().valid('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
  default: 'info',
  description: 'The least severe level that is logged',
};
