import got from 'got';
import type { Arena } from '../system/arena.ts';
import { settings } from '../system/settings.ts';
import type { Strike } from './strike.ts';

const LANES = 4;

/** More reads than one slave is there for, over two windows: slaves come, and go when the next window is calmer. */
export function scaling(weight: number): Strike {
  return {
    weight,
    run: async ({ arena, signal }) => {
      const until = performance.now() + 2 * Number(settings.READ_WINDOW_MS);
      const lane = async () => {
        while (performance.now() < until && !signal.aborted) await read(arena).catch(() => undefined);
      };
      await Promise.all(Array.from({ length: LANES }, lane));
      return true;
    },
  };
}

async function read(arena: Arena): Promise<void> {
  await got.post(`${arena.api.endpoints.dbaas}/api/v1/db/read`, {
    json: { table: 'users', columns: ['username'], limit: 1, consistency: 'eventual' },
    retry: { limit: 0 },
    timeout: { request: 12_000 },
  });
}
