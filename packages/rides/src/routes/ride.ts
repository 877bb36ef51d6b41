import { badRequest, emptyBody, validate, type Route } from '@rideshare/common';
import { requireUser } from '../require-user.ts';
import type { Ride, RideStore } from '../ride-store.ts';
import type { RiderStore } from '../rider-store.ts';
import { joining, ridePath } from '../schemas.ts';
import type { UserDirectory } from '../user-directory.ts';

export interface RideRouteParts {
  rides: RideStore;
  riders: RiderStore;
  users: UserDirectory;
}

const unknownRide = () => badRequest('There is no ride of this id.', { rideId: 'is unknown' });
const alreadyIn = () =>
  badRequest('The user is in this ride already.', { username: 'is in this ride already' });

function present({ rideId, created_by, timestamp, source, destination }: Ride, joined: string[]) {
  return { rideId, created_by, users: [created_by, ...joined], timestamp, source, destination };
}

/** `/api/v1/rides/{rideId}`: looking at a ride, joining it, calling it off. */
export function rideRoute({ rides, riders, users }: RideRouteParts): Route {
  return {
    path: '/api/v1/rides/:rideId',
    counted: true,
    methods: {
      async get(request, response) {
        const { rideId } = validate(ridePath, request.params);
        // In this order: a ride that still stands has stood while its riders were read.
        const joined = await riders.of(rideId);
        const ride = await rides.find(rideId);
        if (ride === undefined) response.status(204).end();
        else response.json(present(ride, joined));
      },
      async post(request, response) {
        const { rideId } = validate(ridePath, request.params);
        const { username } = validate(joining, request.body);
        const ride = await rides.find(rideId);
        if (ride === undefined) throw unknownRide();
        if (ride.created_by === username) throw alreadyIn();
        await requireUser(users, 'username', username);
        if (!(await riders.add(rideId, username))) {
          if (await riders.has(rideId, username)) throw alreadyIn();
          throw badRequest('The ride or the user has just gone.', {
            rideId: 'may be unknown',
            username: 'may be unknown',
          });
        }
        response.json({});
      },
      async delete(request, response) {
        const { rideId } = validate(ridePath, request.params);
        validate(emptyBody, request.body);
        if (!(await rides.remove(rideId))) throw unknownRide();
        response.json({});
      },
    },
  };
}
