import type { ContainerSpec } from './container-spec.ts';

/** A worker's container as the engine has it on record, which is up to some 200 ms behind an end. */
export interface ContainerRecord {
  /** The engine's whole id. */
  id: string;
  worker: string;
  /** The digest of what it was made of; empty when it has none. */
  spec: string;
  /** Without the prefix of the deployment's names; empty when somebody has given it a name that lacks it. */
  name: string;
  /** Or paused. */
  running: boolean;
}

/** A container as it is. */
export interface ContainerState {
  running: boolean;
  /** On the engine's host. */
  pid: number;
  /** ms since the epoch. */
  startedAt: number;
  /** When it last ended; undefined when it never has. A running one that has ended before was started again. */
  endedAt: number | undefined;
  exitCode: number;
  /** It was killed for using more memory than it may. */
  outOfMemory: boolean;
}

/** The data volume of a worker. */
export interface VolumeRecord {
  worker: string;
  /** ms since the epoch. */
  createdAt: number;
}

/** A subscription to the ends of the processes of workers' containers. */
export interface EndEvents {
  /** Resolves when no more of them will come. */
  closed: Promise<void>;
  close(): void;
}

/**
 * What the docker runtime needs of a Docker engine, for the containers and volumes of one deployment's workers.
 * Containers go by their ids.
 *
 * All of it fails with an {@link EngineUnavailableError} when the engine does not answer in time, and with an
 * {@link EngineRefusalError} when it can't do what it is asked to.
 */
export interface Engine {
  containers(): Promise<ContainerRecord[]>;
  /** Waits until the engine has finished what it is doing to the container; undefined when there is none. */
  inspect(id: string): Promise<ContainerState | undefined>;
  create(spec: ContainerSpec): Promise<string>;
  start(id: string): Promise<void>;
  /** False when there is none, or it was not running. A paused one goes on, so that it gets the signal. */
  signal(id: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<boolean>;
  /** Also a running one; that there is none is fine. */
  remove(id: string): Promise<void>;
  rename(id: string, name: string): Promise<void>;
  /** The last lines that it has written; none when there is no such container. */
  lastLines(id: string, count: number): Promise<string[]>;
  volumes(): Promise<VolumeRecord[]>;
  /** That there is none is fine. */
  removeVolume(worker: string): Promise<void>;
  /** Tells of each container whose process ends, and of those whose processes have ended lately; maybe more than once. */
  ends(onEnd: (id: string) => void): Promise<EndEvents>;
}
