import { emptyBody, validate, type Route } from '@rideshare/common';
import type { RideStore } from '../ride-store.ts';

/** `/api/v1/db/clear`: removes every ride. */
export function clearRoute(rides: RideStore): Route {
  return {
    path: '/api/v1/db/clear',
    methods: {
      async post(request, response) {
        validate(emptyBody, request.body);
        await rides.clear();
        response.json({});
      },
    },
  };
}
