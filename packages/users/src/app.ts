import { createApp, requestCountRoute } from '@rideshare/common';
import type { Express } from 'express';
import type { ServiceParts } from '@rideshare/dbaas';
import { clearRoute } from './routes/clear.ts';
import { userRoute } from './routes/user.ts';
import { usersRoute } from './routes/users.ts';
import { UserStore } from './user-store.ts';

/** The users service as an Express application, of the parts given. */
export function createUsersApp({ database, counter, ...rest }: ServiceParts): Express {
  const users = new UserStore(database);
  const routes = [usersRoute(users), userRoute(users), clearRoute(users), requestCountRoute(counter)];
  return createApp({ ...rest, name: 'users', routes, counter });
}
