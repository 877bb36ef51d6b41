import { sendSignal } from '@rideshare/fault-injection';
import type { Worker } from '../system/arena.ts';
import type { Scene, Strike } from './strike.ts';
import { victim } from './victim.ts';

type Role = Worker['role'];

async function kill(scene: Scene, roles: readonly Role[]): Promise<boolean> {
  const victims = await Promise.all(roles.map((role) => victim(scene, role)));
  const found = victims.filter((worker) => worker !== undefined);
  for (const { pid } of found) sendSignal(pid, 'SIGKILL');
  return found.length === roles.length;
}

/** `kill -9` of one worker of each of these roles, at once. */
export function killing(roles: readonly Role[], weight: number): Strike {
  return { weight, run: (scene) => kill(scene, roles) };
}
