import { hostSetting, logLevelSetting, portSetting } from '@rideshare/common';
import type { ConfigCheck, ConfigTable } from '@rideshare/common';
import { clusterSettings, snapshotSettings, type ClusterConfig, type SnapshotConfig } from '@rideshare/dbaas';
import joi from 'joi';
import { dockerSettings, type DockerConfig } from './runtime/docker/settings.ts';
import { scalingSettings, type ScalingConfig } from './scaling/settings.ts';

export interface OrchestratorConfig extends ClusterConfig, SnapshotConfig, ScalingConfig, DockerConfig {
  host: string;
  port: number;
  logLevel: string;
  token: string | undefined;
  runtime: 'process' | 'docker';
  workerEntry: string | undefined;
  workersDir: string;
  workerAmqpUrl: string | undefined;
  workerZookeeperUrl: string | undefined;
  callTimeoutMs: number;
  backupTimeoutMs: number;
  maxInFlight: number;
  maxInFlightBytes: number;
}

export const orchestratorConfig: ConfigTable<OrchestratorConfig> = {
  host: hostSetting,
  port: portSetting(8081),
  logLevel: logLevelSetting,
  ...clusterSettings,
  ...snapshotSettings,
  token: {
    env: 'DBAAS_TOKEN',
    schema: joi.string().min(1).optional(),
    description: 'Bearer token that callers must send; none is asked for without it',
    secret: true,
  },
  runtime: {
    env: 'RUNTIME',
    schema: joi.valid('process', 'docker'),
    default: 'process',
    description: 'What workers run as: child processes, or containers of a Docker engine',
  },
  workerEntry: {
    env: 'WORKER_ENTRY',
    schema: joi.string().optional(),
    description: 'Program of a worker process; that of this build without it',
  },
  workersDir: {
    env: 'WORKERS_DIR',
    schema: joi.string(),
    default: '.rideshare/workers',
    description: 'Folder that holds a folder for each worker process',
  },
  workerAmqpUrl: {
    env: 'WORKER_AMQP_URL',
    schema: joi
      .string()
      .uri({ scheme: ['amqp', 'amqps'] })
      .optional(),
    description: 'RabbitMQ as the workers reach it; AMQP_URL without it',
    secret: true,
  },
  workerZookeeperUrl: {
    env: 'WORKER_ZOOKEEPER_URL',
    schema: joi.string().optional(),
    description: 'ZooKeeper as the workers reach it; ZOOKEEPER_URL without it',
  },
  ...dockerSettings,
  ...scalingSettings,
  callTimeoutMs: {
    env: 'CALL_TIMEOUT_MS',
    schema: joi.number().integer().min(100).max(600_000),
    default: 10_000,
    unit: 'ms',
    description: 'How long a read or write waits for its answer, and a crash call for somebody to kill',
  },
  backupTimeoutMs: {
    env: 'BACKUP_TIMEOUT_MS',
    schema: joi.number().integer().min(1_000).max(1_500_000),
    default: 600_000,
    unit: 'ms',
    description: 'How long a worker may take to write a backup',
  },
  maxInFlight: {
    env: 'MAX_IN_FLIGHT',
    schema: joi.number().integer().min(1).max(10_000),
    default: 4_096,
    unit: 'calls',
    description: 'Reads and writes that wait at a time; more get 503',
  },
  maxInFlightBytes: {
    env: 'MAX_IN_FLIGHT_BYTES',
    schema: joi
      .number()
      .integer()
      .min(1024 * 1024)
      .max(16 * 1024 * 1024 * 1024),
    default: 128 * 1024 * 1024,
    unit: 'bytes',
    description: 'Size of the reads and writes that wait at a time, beyond which more get 503',
  },
};

/** What each setting alone can't tell. */
export const checkOrchestratorConfig: ConfigCheck<OrchestratorConfig> = ({ slaves, maxSlaves }) =>
  slaves > maxSlaves
    ? [`SLAVES must not be greater than MAX_SLAVES, but it is ${slaves} and MAX_SLAVES is ${maxSlaves}.`]
    : [];
