import type { UnitHandle } from '@rideshare/local';
import type { Violation } from '../contract.ts';
import type { Random } from '../random.ts';
import type { Api } from './api.ts';

export interface Worker {
  id: string;
  pid: number;
  role: 'master' | 'slave';
  offset: number;
  /** Log entries behind the foremost worker. */
  lag: number;
}

/** What is struck besides workers. */
export type Part = 'rabbitmq' | 'zookeeper' | 'orchestrator';

/** The parts that workers have connections to. */
export type Link = 'rabbitmq' | 'zookeeper';

export interface Queue {
  name: string;
  messages: number;
}

/** A system of its own, what strikes reach it by, and what only its host can tell of it. */
export interface Arena<W extends Worker = Worker> {
  readonly api: Api;
  /** As this process reaches it now. */
  readonly zookeeperUrl: string;
  part(name: Part): UnitHandle;
  /** The workers that run, by the orchestrator's word, or by its last one while it can't tell. */
  workers(): Promise<readonly W[]>;
  /** Ends a worker as `kill -9` does. @returns whether it was there to be killed */
  kill(worker: W, random: Random): Promise<boolean>;
  /**
   * Stops a worker where it stands.
   * @returns what lets it go on, should it still be there
   */
  freeze(worker: W, random: Random): Promise<() => Promise<void>>;
  /** The database files of the workers that run. */
  copies(): Promise<string[]>;
  /** All queues of RabbitMQ. */
  queues(): Promise<Queue[]>;
  /** What runs and should not, or the other way round. */
  complaint(): Promise<string | undefined>;
  /** Brings what a stop would remove to where the system has its folder. */
  preserve(): Promise<void>;
  stop(): Promise<void>;
  /** What is left behind after the stop. */
  leftovers(): Promise<Violation[]>;
}
