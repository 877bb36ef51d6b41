import { validate, type Route } from '@rideshare/common';
import type { Clock } from '../clock.ts';
import { requireUser, unknownUser } from '../require-user.ts';
import type { RideStore } from '../ride-store.ts';
import { offer, trip } from '../schemas.ts';
import type { UserDirectory } from '../user-directory.ts';

export interface RidesRouteParts {
  rides: RideStore;
  users: UserDirectory;
  clock: Clock;
  timeZone: string;
}

/** `/api/v1/rides`: offering a ride, and finding the upcoming ones between two areas. */
export function ridesRoute({ rides, users, clock, timeZone }: RidesRouteParts): Route {
  const offerInZone = offer(timeZone);
  return {
    path: '/api/v1/rides',
    counted: true,
    methods: {
      async post(request, response) {
        const { created_by, timestamp, source, destination } = validate(offerInZone, request.body);
        await requireUser(users, 'created_by', created_by);
        const ride = {
          created_by,
          timestamp: timestamp.text,
          startsAt: timestamp.seconds,
          source,
          destination,
        };
        if (!(await rides.add(ride))) throw unknownUser('created_by');
        response.status(201).json({});
      },
      async get(request, response) {
        const { source, destination } = validate(trip, request.query);
        const nowSeconds = Math.floor(clock.now() / 1000);
        const upcoming = await rides.upcoming(source, destination, nowSeconds);
        if (upcoming.length === 0) response.status(204).end();
        else
          response.json(
            upcoming.map(({ rideId, created_by, timestamp }) => ({
              rideId,
              username: created_by,
              timestamp,
            })),
          );
      },
    },
  };
}
