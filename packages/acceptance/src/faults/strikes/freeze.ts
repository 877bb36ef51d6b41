import { isRunning } from '@rideshare/fault-injection';
import type { Worker } from '../system/arena.ts';
import { outwait } from '../system/well.ts';
import type { Strike } from './strike.ts';
import { victim } from './victim.ts';

/** By when the pool has killed a worker that does not answer. */
const NOTICED_MS = 8_000;

/** Stops a worker where it stands; one that nobody has killed in time goes on then, and must do no harm. */
export function freezing(role: Worker['role'], weight: number): Strike {
  return {
    weight,
    run: async (scene) => {
      const worker = await victim(scene, role);
      if (worker === undefined) return false;
      const thaw = await scene.arena.freeze(worker, scene.random);
      try {
        const look = () => Promise.resolve(isRunning(worker.pid) ? 'it is still there' : undefined);
        await outwait(look, NOTICED_MS, scene.signal);
      } finally {
        await thaw();
      }
      return true;
    },
  };
}
