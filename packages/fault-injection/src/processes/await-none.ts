import { setTimeout as sleep } from 'node:timers/promises';
import { processesOf } from './proc.ts';

const POLL_MS = 50;

/**
 * Waits until no process of `dir` is left, at most `patienceMs`: helpers notice the end of their parent a moment later.
 * @returns the pids that are left then
 */
export async function awaitNoProcessOf(dir: string, patienceMs: number): Promise<number[]> {
  const deadline = performance.now() + patienceMs;
  let left = processesOf(dir);
  while (left.length > 0 && performance.now() < deadline) {
    await sleep(POLL_MS);
    left = processesOf(dir);
  }
  return left;
}
