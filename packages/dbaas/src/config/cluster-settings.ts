import type { ConfigTable } from '@rideshare/common';
import joi from 'joi';
import { DEFAULT_LOG_MAX_BYTES } from '../queues/topology.ts';

/** Where RabbitMQ and ZooKeeper are, and what everybody has to agree on. */
export interface ClusterConfig {
  amqpUrl: string;
  zookeeperUrl: string;
  sessionTimeoutMs: number;
  logMaxBytes: number;
}

const MIB = 1024 * 1024;

export const clusterSettings: ConfigTable<ClusterConfig> = {
  amqpUrl: {
    env: 'AMQP_URL',
    schema: joi.string().uri({ scheme: ['amqp', 'amqps'] }),
    default: 'amqp://127.0.0.1:5672',
    description: 'RabbitMQ; user and password may be part of it',
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
  logMaxBytes: {
    env: 'LOG_MAX_BYTES',
    schema: joi
      .number()
      .integer()
      .min(MIB)
      .max(1024 * 1024 * MIB),
    default: DEFAULT_LOG_MAX_BYTES,
    unit: 'bytes',
    description:
      'Length beyond which the log loses its oldest entries; a snapshot is taken at every eighth of it',
  },
};
