import { join } from 'node:path';
import { logLevelSetting, type ConfigTable } from '@rideshare/common/core';
import {
  clusterSettings,
  snapshotSettings,
  type ClusterConfig,
  type SnapshotConfig,
} from '@rideshare/dbaas/core';
import joi from 'joi';
import type { ArmedFailpoint } from './failpoints/failpoint.ts';
import { failpointsSetting } from './failpoints/setting.ts';

export interface WorkerConfig extends ClusterConfig, SnapshotConfig {
  id: string;
  dataDir: string;
  logLevel: string;
  aliveFile: string | undefined;
  failpoints: ArmedFailpoint[] | undefined;
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
  aliveFile: {
    env: 'ALIVE_FILE',
    schema: joi.string().optional(),
    description:
      'File that is written once a second while the worker takes part and is well; none without it',
  },
  failpoints: failpointsSetting,
};

/** The SQLite file of the worker's copy. */
export function copyFileOf({ dataDir }: Pick<WorkerConfig, 'dataDir'>): string {
  return join(dataDir, 'copy.db');
}
