import { createHash } from 'node:crypto';
import type Docker from 'dockerode';
import { DEPLOYMENT_LABEL, SPEC_LABEL, WORKER_LABEL } from './labels.ts';
import type { DockerConfig } from './settings.ts';

export type ContainerSpec = Docker.ContainerCreateOptions;

export interface SpecOptions extends Omit<DockerConfig, 'dockerSocketPath'> {
  /** The workers' environment, but for WORKER_ID, DATA_DIR and SNAPSHOTS_DIR. */
  env: Readonly<Record<string, string>>;
}

const DATA_DIR = '/data';
const SNAPSHOTS_DIR = '/snapshots';
const DIGEST_LENGTH = 16;

/** The name of a worker's data volume. */
export function volumeName(deployment: string, worker: string): string {
  return `${deployment}-${worker}`;
}

/** The same for workers whose containers differ in nothing but the worker. */
export function specDigest(options: SpecOptions): string {
  const anyWorker = JSON.stringify(unlabelledSpec('', options));
  return createHash('sha256').update(anyWorker).digest('hex').slice(0, DIGEST_LENGTH);
}

/**
 * The container of a worker. It may do nothing but write to its two volumes and a small tmpfs, and talk in its network.
 * The engine never starts it again: each container has one process in its life.
 */
export function containerSpec(worker: string, options: SpecOptions): ContainerSpec {
  const spec = unlabelledSpec(worker, options);
  return { ...spec, Labels: { ...spec.Labels, [SPEC_LABEL]: specDigest(options) } };
}

function unlabelledSpec(worker: string, options: SpecOptions): ContainerSpec {
  const labels = { [DEPLOYMENT_LABEL]: options.deployment, [WORKER_LABEL]: worker };
  const env = { ...options.env, WORKER_ID: worker, DATA_DIR, SNAPSHOTS_DIR };
  return {
    name: `${options.containerPrefix ?? ''}${worker}`,
    Image: options.workerImage,
    User: 'node',
    Env: Object.entries(env).map(([name, value]) => `${name}=${value}`),
    Labels: labels,
    HostConfig: {
      NetworkMode: options.workerNetwork,
      Mounts: [
        volume(volumeName(options.deployment, worker), DATA_DIR, labels),
        volume(options.snapshotsVolume, SNAPSHOTS_DIR, { [DEPLOYMENT_LABEL]: options.deployment }),
      ],
      Tmpfs: { '/tmp': 'rw,noexec,nosuid,nodev,size=64m' },
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges:true'],
      Memory: options.workerMemoryBytes,
      MemorySwap: options.workerMemoryBytes,
      PidsLimit: options.workerPids,
      RestartPolicy: { Name: 'no' },
      LogConfig: { Type: 'json-file', Config: { 'max-size': '10m', 'max-file': '3' } },
    },
  };
}

/** With these labels if it has to be made, which the engine does together with the container. */
function volume(name: string, target: string, labels: Record<string, string>): Docker.MountSettings {
  return {
    Type: 'volume',
    Source: name,
    Target: target,
    VolumeOptions: { NoCopy: false, Labels: labels, DriverConfig: { Name: 'local', Options: {} } },
  };
}
