import { setTimeout as pause } from 'node:timers/promises';

const pollMs = 100;

/**
 * Looks again and again until `look` gives something other than undefined or a rejection.
 *
 * @param what is awaited, for the message
 * @throws Error with the last rejection as its cause when it does not come within `patienceMs`
 */
export async function until<T>(
  what: string,
  patienceMs: number,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = performance.now() + patienceMs;
  let cause: unknown;
  do {
    try {
      const found = await look();
      if (found !== undefined) return found;
    } catch (error) {
      cause = error;
    }
    await pause(pollMs);
  } while (performance.now() < deadline);
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  throw new Error(`still waiting for ${what} after ${patienceMs / 1000} s${why}`, { cause });
}
