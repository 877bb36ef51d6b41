import { badRequest, emptyBody, validate, type Route } from '@rideshare/common';
import { userPath } from '../schemas.ts';
import type { UserStore } from '../user-store.ts';

/** `/api/v1/users/{username}`: leaving, and taking one's rides and memberships along. */
export function userRoute(users: UserStore): Route {
  return {
    path: '/api/v1/users/:username',
    counted: true,
    methods: {
      async delete(request, response) {
        const { username } = validate(userPath, request.params);
        validate(emptyBody, request.body);
        if (!(await users.remove(username))) {
          throw badRequest('There is no user of this name.', { username: 'is unknown' });
        }
        response.json({});
      },
    },
  };
}
