import { setTimeout as sleep } from 'node:timers/promises';
import type { Arena, Worker } from '../system/arena.ts';
import { outwait } from '../system/well.ts';
import type { Scene } from './strike.ts';

const PATIENCE_MS = 3_000;

/** A worker of this role, one at random where there are several; waits a moment for there to be one. */
export async function victim<W extends Worker>(
  { arena, random, signal }: Scene<Arena<W>>,
  role: Worker['role'],
): Promise<W | undefined> {
  let found: W[] = [];
  const look = async () => {
    found = (await arena.workers()).filter((worker) => worker.role === role);
    return found.length > 0 ? undefined : `there is no ${role}`;
  };
  await outwait(look, PATIENCE_MS, signal);
  return found.length > 0 ? random.pick(found) : undefined;
}

/** A worker of either role. */
export function anyVictim<W extends Worker>(scene: Scene<Arena<W>>): Promise<W | undefined> {
  return victim(scene, scene.random.pick(['master', 'slave']));
}

/** Resolves after so long, or at once when the run is broken off. */
export async function pass(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
