import { setTimeout as delay } from 'node:timers/promises';

const PAUSE_MS = 20;

/** Looks until there is something to be seen. */
export async function until<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const seen = look();
    if (seen !== undefined) return seen;
    await delay(PAUSE_MS);
  }
}
