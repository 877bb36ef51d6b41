import type { UnitHandle } from '@rideshare/local';
import type { Part } from '../system/arena.ts';
import type { Strike } from './strike.ts';
import { pass } from './victim.ts';

function part(
  name: Part,
  weight: number,
  harm: (part: UnitHandle, signal: AbortSignal) => Promise<void>,
): Strike {
  return {
    weight,
    part: name,
    run: async ({ arena, signal }) => {
      await harm(arena.part(name), signal);
      return true;
    },
  };
}

/** `kill -9`; the supervisor starts it again. */
export function killingPart(name: Part, weight: number): Strike {
  return part(name, weight, async (unit) => {
    await unit.kill('SIGKILL');
    await unit.waitReady();
  });
}

/** Asked to stop, and started again. */
export function restarting(name: Part, weight: number): Strike {
  return part(name, weight, (unit) => unit.restart());
}

/** Asked to stop, and not there for a while. */
export function removing(name: Part, weight: number, awayMs: number): Strike {
  return part(name, weight, async (unit, signal) => {
    await unit.stop();
    await pass(awayMs, signal);
    await unit.start();
  });
}
