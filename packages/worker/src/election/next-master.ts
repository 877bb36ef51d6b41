import type { WorkerInfo } from '@rideshare/dbaas';

/**
 * Whether the worker is the one to become master: nobody holds the office, nobody who leads is about to take it
 * back, and no live worker has a lower pid.
 */
export function isNextMaster(
  self: { id: string; pid: number },
  workers: WorkerInfo[],
  master: { id: string } | undefined,
): boolean {
  if (master) return false;
  return workers.every(({ id, pid, role }) => id === self.id || (role === 'slave' && pid > self.pid));
}
