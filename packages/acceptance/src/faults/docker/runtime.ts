import type { Runtime } from '../system/runtime.ts';
import { DockerArena } from './arena.ts';
import { dockerStrikes } from './strikes.ts';

export const dockerRuntime: Runtime<keyof typeof dockerStrikes, DockerArena> = {
  strikes: dockerStrikes,
  start: (dir) => DockerArena.start(dir),
};
