import type { Clock } from '../pool/clock.ts';

/** Reads again only what was read longer than `maxAgeMs` ago, however often it is asked for; a failure is no reading. */
export function recent<T>(read: () => Promise<T>, maxAgeMs: number, clock: Clock): () => Promise<T> {
  let latest: { at: number; value: Promise<T> } | undefined;
  return () => {
    if (latest !== undefined && clock.now() - latest.at < maxAgeMs) return latest.value;
    const reading = { at: clock.now(), value: read() };
    latest = reading;
    reading.value.catch(() => {
      if (latest === reading) latest = undefined;
    });
    return reading.value;
  };
}
