import type { ConfigTable } from '@rideshare/common';
import joi from 'joi';

/** How the number of slaves follows the reads. */
export interface ScalingConfig {
  slaves: number;
  maxSlaves: number;
  readsPerSlave: number;
  readWindowMs: number;
}

const MOST_SLAVES = 64;

export const scalingSettings: ConfigTable<ScalingConfig> = {
  slaves: {
    env: 'SLAVES',
    schema: joi.number().integer().min(1).max(MOST_SLAVES),
    default: 1,
    description: 'Slaves beside the master at least, however few the reads',
  },
  maxSlaves: {
    env: 'MAX_SLAVES',
    schema: joi.number().integer().min(1).max(MOST_SLAVES),
    default: 8,
    description: 'Slaves at most, however many the reads',
  },
  readsPerSlave: {
    env: 'READS_PER_SLAVE',
    schema: joi.number().integer().min(1).max(1_000_000_000),
    default: 20,
    unit: 'reads',
    description: 'Reads in a window for which there is one slave',
  },
  readWindowMs: {
    env: 'READ_WINDOW_MS',
    schema: joi.number().integer().min(100).max(86_400_000),
    default: 120_000,
    unit: 'ms',
    description: 'Time over which reads are counted before slaves are started or drained for them',
  },
};
