import { startDockerSystem } from '@rideshare/local';
import { firstReadIn, SETTINGS, type Ground } from './ground.ts';

/** @throws StartError, EngineError; then nothing of it is left */
export async function startContainers(): Promise<Ground> {
  const system = await startDockerSystem({ env: SETTINGS });
  const { docker, deployment, endpoints } = system;
  const { Mountpoint: snapshotsDir } = await docker.getVolume(`${deployment}-snapshots`).inspect();
  const containerOf = async (worker: string) => {
    const running = await system.workers();
    const found = running.find(({ id }) => id === worker);
    return found && docker.getContainer(found.containerId);
  };
  return {
    endpoints,
    snapshotsDir,
    workers: async () => new Set((await system.workers()).map(({ id }) => id)),
    firstReadMs: async (worker) => {
      const container = await containerOf(worker);
      if (container === undefined) return undefined;
      const { Created: created } = await container.inspect();
      const log = await container.logs({ stdout: true, stderr: true });
      const found = firstReadIn(log.toString());
      return found && found.time - Date.parse(created);
    },
    stop: () => system.stop(),
  };
}
