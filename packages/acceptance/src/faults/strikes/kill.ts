import type { Worker } from '../system/arena.ts';
import type { Strike } from './strike.ts';
import { victim } from './victim.ts';

/** `kill -9` of a worker of this role. */
export function killing(role: Worker['role'], weight: number): Strike {
  return {
    weight,
    run: async (scene) => {
      const worker = await victim(scene, role);
      return worker !== undefined && scene.arena.kill(worker, scene.random);
    },
  };
}

/** `kill -9` of the master and all slaves at once: nobody is left to be elected. */
export function killingAll(weight: number): Strike {
  return {
    weight,
    run: async (scene) => {
      const { arena, random } = scene;
      const found = (await victim(scene, 'slave')) && (await victim(scene, 'master'));
      const workers = await arena.workers();
      await Promise.all(workers.map((worker) => arena.kill(worker, random)));
      return found !== undefined;
    },
  };
}
