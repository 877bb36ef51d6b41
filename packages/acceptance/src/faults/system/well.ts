import { setTimeout as sleep } from 'node:timers/promises';
import type { Arena } from './arena.ts';

const POLL_MS = 50;

/** What there is to be said against the system now; undefined when it serves as it should. */
export async function complaintOf(arena: Arena): Promise<string | undefined> {
  const { api } = arena;
  try {
    const [pids, workers] = await Promise.all([
      api.ask<number[]>('api/v1/worker/list'),
      api.status(),
      ...(['dbaas', 'users', 'rides'] as const).map((service) => api.ask('readyz', service)),
    ]);
    const masters = workers.filter(({ role }) => role === 'master').length;
    if (masters !== 1) return `there are ${masters} masters`;
    if (workers.length < 2) return 'there is no slave';
    const registered = workers.map(({ pid }) => pid).sort((a, b) => a - b);
    if (registered.join() !== pids.join())
      return `${registered.join()} are registered, but ${pids.join()} run`;
    // One that has just been killed may not be missed yet.
    const running = await arena.workers();
    return running.length < workers.length ? 'not all run that are registered' : undefined;
  } catch (error) {
    return `not everything is ready: ${String(error)}`;
  }
}

/**
 * Looks until `look` has nothing to say any more, at most for `patienceMs`.
 * @returns what it says in the end; undefined when all is well
 */
export async function outwait(
  look: () => Promise<string | undefined>,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const said = await look();
    if (said === undefined || performance.now() >= deadline || signal?.aborted === true) return said;
    await sleep(POLL_MS);
  }
}
