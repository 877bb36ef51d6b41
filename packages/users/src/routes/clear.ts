import { emptyBody, validate, type Route } from '@rideshare/common';
import type { UserStore } from '../user-store.ts';

/** `/api/v1/db/clear`: removes every user and all that hangs on them. */
export function clearRoute(users: UserStore): Route {
  return {
    path: '/api/v1/db/clear',
    methods: {
      async post(request, response) {
        validate(emptyBody, request.body);
        await users.clear();
        response.json({});
      },
    },
  };
}
