import type { Arena } from '../system/arena.ts';
import { complaintOf, outwait } from '../system/well.ts';

/** How long the system may take to come to rest once nothing happens to it any more. */
const PATIENCE_MS = 90_000;

const WANTED = 2;

/** Waits until a master and one slave are there, and nothing is under way. @returns what keeps it from that */
export function awaitCalm(arena: Arena): Promise<string | undefined> {
  return outwait(() => unrest(arena), PATIENCE_MS);
}

async function unrest(arena: Arena): Promise<string | undefined> {
  const wrong = await complaintOf(arena);
  if (wrong !== undefined) return wrong;
  const workers = await arena.api.status().catch(() => []);
  if (workers.length !== WANTED) return `there are ${workers.length} workers, and ${WANTED} are wanted`;
  const behind = workers.find(({ lag }) => lag > 0);
  return behind && `worker ${behind.id} is ${behind.lag} entries behind`;
}
