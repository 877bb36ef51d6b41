import type { ConfigTable } from '@rideshare/common';
import joi from 'joi';

/** Where snapshots are, and how often one is taken. */
export interface SnapshotConfig {
  snapshotsDir: string;
  snapshotEntries: number;
  snapshotIntervalMs: number;
}

export const snapshotSettings: ConfigTable<SnapshotConfig> = {
  snapshotsDir: {
    env: 'SNAPSHOTS_DIR',
    schema: joi.string(),
    default: '.rideshare/snapshots',
    description: 'Folder of the snapshots, shared by all workers and the orchestrator',
  },
  snapshotEntries: {
    env: 'SNAPSHOT_ENTRIES',
    schema: joi.number().integer().min(1).max(1_000_000_000),
    default: 100_000,
    unit: 'entries',
    description: 'Log entries after which a snapshot is taken',
  },
  snapshotIntervalMs: {
    env: 'SNAPSHOT_INTERVAL_MS',
    schema: joi.number().integer().min(100).max(86_400_000),
    default: 600_000,
    unit: 'ms',
    description: 'Time after which a snapshot is taken when anything was written since the last one',
  },
};
