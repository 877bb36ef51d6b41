import type { RequestCounter } from '../process/request-counter.ts';
import type { Route } from './route.ts';
import { emptyBody, validate } from './validate.ts';

/** `/api/v1/_count`: how many requests of the counted routes have come since the last reset. */
export function requestCountRoute(counter: RequestCounter): Route {
  return {
    path: '/api/v1/_count',
    methods: {
      async get(_request, response) {
        response.json([await counter.total()]);
      },
      async delete(request, response) {
        validate(emptyBody, request.body);
        await counter.reset();
        response.json({});
      },
    },
  };
}
