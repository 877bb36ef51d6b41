import { MixedLoad, type MixedLoadOptions } from './mixed-load.ts';

/** The load of a faults run. */
export function createWorkload(options: MixedLoadOptions): MixedLoad {
  return new MixedLoad(options);
}
