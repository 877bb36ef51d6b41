import type { MasterInfo, WorkerInfo } from '@rideshare/dbaas';

/**
 * Whether this worker is the one that writes a snapshot at the next checkpoint: the slave with the highest pid,
 * which is the last to become master, or the master where no slave is there.
 */
export function writesSnapshots(
  selfId: string,
  workers: WorkerInfo[],
  master: Pick<MasterInfo, 'id'> | undefined,
): boolean {
  const slaves = workers.filter(({ id }) => id !== master?.id).toSorted((a, b) => b.pid - a.pid);
  return (slaves[0]?.id ?? master?.id) === selfId;
}
