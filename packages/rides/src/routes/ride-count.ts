import type { Route } from '@rideshare/common';
import type { RideStore } from '../ride-store.ts';

/** `/api/v1/rides/count`: how many rides there are, past ones included. */
export function rideCountRoute(rides: RideStore): Route {
  return {
    path: '/api/v1/rides/count',
    counted: true,
    methods: {
      async get(_request, response) {
        response.json([await rides.count()]);
      },
    },
  };
}
