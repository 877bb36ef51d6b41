import type { ConfigTable } from '@rideshare/common';
import joi from 'joi';

/** What the containers of workers are made of, and how they are told from others on the same engine. */
export interface DockerConfig {
  dockerSocketPath: string;
  deployment: string;
  containerPrefix: string | undefined;
  workerImage: string;
  workerNetwork: string;
  snapshotsVolume: string;
  workerMemoryBytes: number;
  workerPids: number;
}

const MIB = 1024 * 1024;

export const dockerSettings: ConfigTable<DockerConfig> = {
  dockerSocketPath: {
    env: 'DOCKER_SOCKET_PATH',
    schema: joi.string(),
    default: '/var/run/docker.sock',
    description: 'Socket of the Docker engine',
  },
  deployment: {
    env: 'DEPLOYMENT',
    schema: joi.string().pattern(/^[a-z0-9][a-z0-9_-]*$/),
    default: 'rideshare',
    description:
      'Label of all containers and volumes of one system, and beginning of the names of its volumes',
  },
  containerPrefix: {
    env: 'CONTAINER_PREFIX',
    schema: joi
      .string()
      .pattern(/^[a-zA-Z0-9][a-zA-Z0-9_.-]*$/)
      .optional(),
    description: "Beginning of the names of all of a system's containers; none without it",
  },
  workerImage: {
    env: 'WORKER_IMAGE',
    schema: joi.string(),
    default: 'worker:latest',
    description: 'Image of a worker; it is neither built nor pulled',
  },
  workerNetwork: {
    env: 'WORKER_NETWORK',
    schema: joi.string(),
    default: 'rideshare-database',
    description: 'The only network that the containers of workers are in',
  },
  snapshotsVolume: {
    env: 'SNAPSHOTS_VOLUME',
    schema: joi.string(),
    default: 'rideshare-snapshots',
    description: 'Volume of the snapshots, which the orchestrator has at SNAPSHOTS_DIR',
  },
  workerMemoryBytes: {
    env: 'WORKER_MEMORY_BYTES',
    schema: joi
      .number()
      .integer()
      .min(64 * MIB)
      .max(1024 * 1024 * MIB),
    default: 512 * MIB,
    unit: 'bytes',
    description: 'Memory that the container of a worker may use; it is killed when that is not enough',
  },
  workerPids: {
    env: 'WORKER_PIDS',
    schema: joi.number().integer().min(32).max(32_768),
    default: 256,
    description: 'Threads and processes that the container of a worker may have',
  },
};
