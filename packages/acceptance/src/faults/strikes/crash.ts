import got from 'got';
import type { Worker } from '../system/arena.ts';
import type { Strike } from './strike.ts';

const ANSWER_MS = 12_000;

/** The call that kills a worker. */
export function crashing(role: Worker['role'], weight: number): Strike {
  return {
    weight,
    run: async ({ arena, signal }) => {
      const call = got.post(`${arena.api.endpoints.dbaas}/api/v1/crash/${role}`, {
        json: {},
        retry: { limit: 0 },
        throwHttpErrors: false,
        timeout: { request: ANSWER_MS },
        signal,
      });
      const status = await call.then(({ statusCode }) => statusCode).catch(() => 0);
      return status === 200;
    },
  };
}
