import type { Membership } from '@rideshare/dbaas';

/** How often at most. */
const INTERVAL_MS = 1_000;

/** Tells ZooKeeper from now on how far the copy is, whenever it has come further. */
export function reportOffset(
  applied: { readonly value: number },
  membership: Pick<Membership, 'updateWorker'>,
): void {
  let reported = -1;
  const report = (): void => {
    const offset = applied.value;
    if (offset === reported) return;
    reported = offset;
    membership.updateWorker({ offset }).catch(() => {
      reported = -1;
    });
  };
  setInterval(report, INTERVAL_MS).unref();
}
