import { createLogger } from '@rideshare/common';
import { Membership, ZooKeeperSession } from '@rideshare/dbaas';
import type { Arena, Worker } from '../system/arena.ts';

const SESSION_MS = 10_000;

/** Which znodes there are too many or too few; undefined when there are those of the live workers and no others. */
export async function znodeComplaint(arena: Arena): Promise<string | undefined> {
  const url = arena.zookeeperUrl;
  const logger = createLogger('faults', 'silent');
  const session = new ZooKeeperSession({ url, sessionTimeoutMs: SESSION_MS, logger });
  const members = new Membership(session);
  try {
    return await look(session, members, await arena.workers());
  } catch (error) {
    return `ZooKeeper does not answer: ${String(error)}`;
  } finally {
    members.close();
    await session.close();
  }
}

async function look(
  session: ZooKeeperSession,
  members: Membership,
  workers: readonly Worker[],
): Promise<string | undefined> {
  const live = listed(workers.map(({ id }) => id));
  for (const folder of ['workers', 'pids']) {
    const found = listed(await session.getChildren(`/dbaas/${folder}`));
    if (found !== live) return `/dbaas/${folder} has ${found}, but ${live} are live`;
  }
  const holder = (await members.master())?.id;
  const master = workers.find(({ role }) => role === 'master')?.id;
  return holder === master ? undefined : `/dbaas/master names ${String(holder)}, not ${String(master)}`;
}

function listed(ids: string[]): string {
  return ids.sort().join(', ') || 'nobody';
}
