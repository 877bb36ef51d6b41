import type Docker from 'dockerode';
import type { Strike } from '../strikes/strike.ts';
import { victim } from '../strikes/victim.ts';
import type { Worker } from '../system/arena.ts';
import type { DockerArena } from './arena.ts';
import { unlessGone } from './engine.ts';

/** `docker stop`: SIGTERM, and SIGKILL ten seconds later. */
export function stopping(role: Worker['role'], weight: number): Strike<DockerArena> {
  return ending(role, weight, (container) => container.stop({ t: 10 }));
}

/** `docker rm -f`; the volume stays. */
export function removing(role: Worker['role'], weight: number): Strike<DockerArena> {
  return ending(role, weight, (container) => container.remove({ force: true }));
}

function ending(
  role: Worker['role'],
  weight: number,
  end: (container: Docker.Container) => Promise<unknown>,
): Strike<DockerArena> {
  return {
    weight,
    run: async (scene) => {
      const worker = await victim(scene, role);
      if (worker === undefined) return false;
      const container = scene.arena.system.docker.getContainer(worker.containerId);
      return unlessGone(end(container));
    },
  };
}
