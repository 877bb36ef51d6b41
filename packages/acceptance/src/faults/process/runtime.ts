import type { Runtime } from '../system/runtime.ts';
import { ProcessArena } from './arena.ts';
import { processStrikes } from './strikes.ts';

export const processRuntime: Runtime<keyof typeof processStrikes, ProcessArena> = {
  strikes: processStrikes,
  start: (dir) => ProcessArena.start(dir),
};
