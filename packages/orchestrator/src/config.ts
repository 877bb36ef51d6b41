import { fileURLToPath } from 'node:url';
import type { ConfigTable } from '@rideshare/common';
import joi from 'joi';

export interface OrchestratorConfig {
  host: string;
  port: number;
  logLevel: string;
  amqpUrl: string;
  zookeeperUrl: string;
  sessionTimeoutMs: number;
  token: string | undefined;
  runtime: 'process';
  workerEntry: string;
  workersDir: string;
  slaves: number;
  callTimeoutMs: number;
  maxInFlight: number;
}

export const orchestratorConfig: ConfigTable<OrchestratorConfig> = {
  host: { env: 'HOST', schema: joi.string(), default: '127.0.0.1', description: 'Address to listen on' },
  port: { env: 'PORT', schema: joi.number().port(), default: 8081, description: 'Port to listen on' },
  logLevel: {
    env: 'LOG_LEVEL',
    schema: joi.string().valid('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    default: 'info',
    description: 'The least severe level that is logged',
  },
  amqpUrl: {
    env: 'AMQP_URL',
    schema: joi.string().uri({ scheme: ['amqp', 'amqps'] }),
    default: 'amqp://127.0.0.1:5672',
    description: 'RabbitMQ',
    secret: true,
  },
  zookeeperUrl: {
    env: 'ZOOKEEPER_URL',
    schema: joi.string(),
    default: '127.0.0.1:2181',
    description: 'ZooKeeper: host:port, several separated by commas',
  },
  sessionTimeoutMs: {
    env: 'ZOOKEEPER_SESSION_TIMEOUT_MS',
    schema: joi.number().integer().min(200).max(60_000),
    default: 1_000,
    unit: 'ms',
    description: 'Silence after which a worker counts as dead',
  },
  token: {
    env: 'DBAAS_TOKEN',
    schema: joi.string().min(1).optional(),
    description: 'Bearer token that callers must send; none is asked for without it',
    secret: true,
  },
  runtime: {
    env: 'RUNTIME',
    schema: joi.valid('process'),
    default: 'process',
    description: 'What workers run as',
  },
  workerEntry: {
    env: 'WORKER_ENTRY',
    schema: joi.string(),
    default: fileURLToPath(new URL('../../worker/dist/main.js', import.meta.url)),
    description: 'Program of a worker',
  },
  workersDir: {
    env: 'WORKERS_DIR',
    schema: joi.string(),
    default: '.rideshare/workers',
    description: 'Folder that holds a folder for each worker',
  },
  slaves: {
    env: 'SLAVES',
    schema: joi.number().integer().min(1).max(8),
    default: 1,
    description: 'Slaves beside the master',
  },
  callTimeoutMs: {
    env: 'CALL_TIMEOUT_MS',
    schema: joi.number().integer().min(100).max(600_000),
    default: 10_000,
    unit: 'ms',
    description: 'How long a read or write waits for its answer',
  },
  maxInFlight: {
    env: 'MAX_IN_FLIGHT',
    schema: joi.number().integer().min(1).max(10_000),
    default: 4_096,
    unit: 'calls',
    description: 'Reads and writes that wait at a time; more get 503',
  },
};
