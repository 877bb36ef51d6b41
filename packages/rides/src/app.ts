import { createApp, requestCountRoute } from '@rideshare/common';
import type { Express } from 'express';
import type { Clock } from './clock.ts';
import type { ServiceParts } from '@rideshare/dbaas';
import { RideStore } from './ride-store.ts';
import { RiderStore } from './rider-store.ts';
import { clearRoute } from './routes/clear.ts';
import { rideCountRoute } from './routes/ride-count.ts';
import { rideRoute } from './routes/ride.ts';
import { ridesRoute } from './routes/rides.ts';
import type { UserDirectory } from './user-directory.ts';

export interface RidesAppParts extends ServiceParts {
  users: UserDirectory;
  clock: Clock;
  /** IANA name of the zone in which timestamps are meant. */
  timeZone: string;
}

/** The rides service as an Express application, of the parts given. */
export function createRidesApp({
  database,
  users,
  clock,
  timeZone,
  counter,
  ...rest
}: RidesAppParts): Express {
  const rides = new RideStore(database);
  const riders = new RiderStore(database);
  const routes = [
    ridesRoute({ rides, users, clock, timeZone }),
    rideCountRoute(rides),
    rideRoute({ rides, riders, users }),
    clearRoute(rides),
    requestCountRoute(counter),
  ];
  return createApp({ ...rest, name: 'rides', routes, counter });
}
