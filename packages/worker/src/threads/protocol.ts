import type { MessagePort } from 'node:worker_threads';
import type { CheckpointLimits } from '../checkpoint/due.ts';
import type { ArmedFailpoint } from '../failpoints/failpoint.ts';

/** What every thread of a worker is started with. */
export interface ThreadSettings {
  id: string;
  logLevel: string;
  /** The SQLite file of this worker's copy. */
  file: string;
  snapshotsDir: string;
  failpoints: ArmedFailpoint[] | undefined;
}

/** For a thread with a connection to the broker. */
interface BrokerSettings {
  amqpUrl: string;
  logMaxBytes: number;
  /** The memory behind `AppliedOffset`. */
  applied: SharedArrayBuffer;
}

export interface CopySettings extends ThreadSettings, BrokerSettings {
  limits: CheckpointLimits;
  /** The memory behind `Handover`. */
  handover: SharedArrayBuffer;
  /** To the thread of snapshots. */
  checkpoints: MessagePort;
}

export interface ReadSettings extends ThreadSettings, BrokerSettings {
  /** To the thread of snapshots. */
  backups: MessagePort;
}

export interface SnapshotSettings extends ThreadSettings {
  /** The memory behind `Handover`. */
  handover: SharedArrayBuffer;
  /** To the thread of the copy. */
  checkpoints: MessagePort;
  /** To the thread of the reads. */
  backups: MessagePort;
}

/** `lead` opens a term, now and after every reconnection. `duty` tells who writes the snapshot at a checkpoint. */
export type CopyCommand = { type: 'lead' } | { type: 'duty'; writesSnapshots: boolean } | { type: 'stop' };

export type ReadCommand = { type: 'serve'; on: boolean } | { type: 'stop' };

export type ThreadEvent =
  /** The first word of the threads of snapshots and of reads. */
  | { type: 'ready' }
  /** Of the thread of the copy, once a second while it gets around to it. */
  | { type: 'beat' }
  | { type: 'caught-up' }
  | { type: 'leading'; term: number }
  | { type: 'deposed' }
  /** Any thread may find that the copy cannot be used any further. */
  | { type: 'unusable'; reason: string };
