import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 100;
const PATIENCE_MS = 60_000;

/**
 * Looks again and again until `look` gives something other than undefined, false or a rejection.
 *
 * @param what that is awaited, for the message
 * @throws Error with the last rejection as its cause when it does not come within `patienceMs`
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  let cause: unknown;
  while (performance.now() < deadline) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found;
    } catch (error) {
      cause = error;
    }
    await pause(POLL_MS);
  }
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  throw new Error(`still waiting for ${what} after ${patienceMs / 1000} s${why}`, { cause });
}
