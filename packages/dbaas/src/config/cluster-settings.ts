import type { ConfigTable } from '@rideshare/common';
import joi from 'joi';

/** Where RabbitMQ and ZooKeeper are. */
export interface ClusterConfig {
  amqpUrl: string;
  zookeeperUrl: string;
  sessionTimeoutMs: number;
}

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
};
