import type { ConfigTable } from '@rideshare/common';
import joi from 'joi';

export interface WorkerConfig {
  id: string;
  dataDir: string;
  amqpUrl: string;
  zookeeperUrl: string;
  sessionTimeoutMs: number;
  logLevel: string;
}

export const workerConfig: ConfigTable<WorkerConfig> = {
  id: {
    env: 'WORKER_ID',
    schema: joi.string().pattern(/^[a-z0-9-]{1,64}$/),
    description: 'Name of this worker; the orchestrator gives it',
  },
  dataDir: { env: 'DATA_DIR', schema: joi.string(), description: "Folder of the worker's SQLite copy" },
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
  logLevel: {
    env: 'LOG_LEVEL',
    schema: joi.string().valid('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    default: 'info',
    description: 'The least severe level that is logged',
  },
};
