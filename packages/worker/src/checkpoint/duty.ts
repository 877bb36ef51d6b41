import type { Logger } from '@rideshare/common';
import { levelTriggered } from '@rideshare/dbaas/core';
import type { MasterInfo, Membership, WorkerInfo } from '@rideshare/dbaas/zookeeper';

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

export interface SnapshotDutyOptions {
  id: string;
  membership: Pick<Membership, 'workers' | 'master' | 'onChange'>;
  /** Called with each look at the others: whether it is this worker. */
  onDuty: (writes: boolean) => void;
  logger: Logger;
}

/** Follows in ZooKeeper who is to write the next snapshot. Where two think so for a moment, both may. */
export function followDuty({ id, membership, onDuty, logger }: SnapshotDutyOptions): void {
  const look = levelTriggered(
    async () => {
      const [workers, master] = await Promise.all([membership.workers(), membership.master()]);
      onDuty(writesSnapshots(id, workers, master));
    },
    { onError: (error) => logger.debug({ err: error }, 'who writes snapshots is not known now') },
  );
  membership.onChange(() => look.wake());
  look.wake();
}
