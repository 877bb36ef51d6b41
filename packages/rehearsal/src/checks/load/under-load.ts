import { ServiceLoad, until, type LoadHistory } from '@rideshare/acceptance';
import { patience } from '../patience.ts';

const clients = 8;
const rate = 80;

/** Answered requests before and after what is done under load, so that it is in the middle of it. */
const margin = 200;

/**
 * Does something while users and rides are written and read at a load balancer.
 *
 * @returns what the load has seen
 */
export async function underLoad(edge: string, action: () => Promise<unknown>): Promise<LoadHistory> {
  const load = new ServiceLoad({ endpoints: { edge }, seed: 1, clients, rate });
  const more = (count: number) => {
    const goal = load.history.stats.ops + count;
    const came = () => Promise.resolve(load.history.stats.ops >= goal);
    return until(`${count} more requests`, came, patience.recoveryMs);
  };
  load.start();
  try {
    await more(margin);
    await action();
    await more(margin);
  } finally {
    await load.stop();
  }
  return load.history;
}
