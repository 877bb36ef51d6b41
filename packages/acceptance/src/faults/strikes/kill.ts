import { sendSignal } from '@rideshare/fault-injection';
import type { Worker } from '../system/arena.ts';
import type { Strike } from './strike.ts';
import { victim } from './victim.ts';

/** `kill -9` of a worker of this role. */
export function killing(role: Worker['role'], weight: number): Strike {
  return {
    weight,
    run: async (scene) => {
      const worker = await victim(scene, role);
      return worker !== undefined && sendSignal(worker.pid, 'SIGKILL');
    },
  };
}

/** `kill -9` of the master and all slaves at once: nobody is left to be elected. */
export function killingAll(weight: number): Strike {
  return {
    weight,
    run: async (scene) => {
      const found = (await victim(scene, 'slave')) && (await victim(scene, 'master'));
      const workers = await scene.arena.workers();
      for (const { pid } of workers) sendSignal(pid, 'SIGKILL');
      return found !== undefined;
    },
  };
}
