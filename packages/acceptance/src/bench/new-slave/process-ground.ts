import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startSystem, temporaryFolder } from '@rideshare/local';
import { firstReadIn, SETTINGS, type Ground } from './ground.ts';

/** @throws StartError; then nothing runs any more */
export async function startProcesses(): Promise<Ground> {
  const folder = await temporaryFolder('rideshare-bench-');
  const system = await startSystem({ dir: folder.path, env: SETTINGS });
  const { endpoints, workersDir } = system;
  return {
    endpoints,
    snapshotsDir: join(folder.path, 'snapshots'),
    workers: async () => new Set(await readdir(workersDir)),
    firstReadMs: async (worker) => {
      const log = await readFile(join(workersDir, worker, 'worker.log'), 'utf8').catch(() => '');
      return firstReadIn(log)?.sinceStartMs;
    },
    stop: async () => {
      await system.stop();
      await folder.remove();
    },
  };
}
