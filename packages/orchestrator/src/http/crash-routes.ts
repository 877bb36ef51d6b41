import type { RequestHandler } from 'express';
import { emptyBody, unavailable, validate, type Route } from '@rideshare/common';
import type { Crash } from '../pool/crash.ts';

/** The calls that kill a worker, to see that nobody misses it. */
export function crashRoutes(crash: Pick<Crash, 'master' | 'slave'>): Route[] {
  return (['master', 'slave'] as const).map((role) => ({
    path: `/api/v1/crash/${role}`,
    methods: { post: killing(role, () => crash[role]()) },
  }));
}

function killing(role: string, kill: () => Promise<number | undefined>): RequestHandler {
  return async (request, response) => {
    validate(emptyBody, request.body);
    const pid = await kill();
    if (pid === undefined) throw unavailable(`There is no ${role} at the moment; try again shortly.`);
    response.json([pid]);
  };
}
