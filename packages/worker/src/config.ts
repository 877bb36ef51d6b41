import { join } from 'node:path';
import { logLevelSetting, type ConfigTable } from '@rideshare/common';
import { clusterSettings, snapshotSettings, type ClusterConfig, type SnapshotConfig } from '@rideshare/dbaas';
import joi from 'joi';

export interface WorkerConfig extends ClusterConfig, SnapshotConfig {
  id: string;
  dataDir: string;
  logLevel: string;
}

export const workerConfig: ConfigTable<WorkerConfig> = {
  id: {
    env: 'WORKER_ID',
    schema: joi.string().pattern(/^[a-z0-9-]{1,64}$/),
    description: 'Name of this worker; the orchestrator gives it',
  },
  dataDir: { env: 'DATA_DIR', schema: joi.string(), description: "Folder of the worker's SQLite copy" },
  logLevel: logLevelSetting,
  ...clusterSettings,
  ...snapshotSettings,
};

/** The SQLite file of the worker's copy. */
export function copyFileOf({ dataDir }: Pick<WorkerConfig, 'dataDir'>): string {
  return join(dataDir, 'copy.db');
}
