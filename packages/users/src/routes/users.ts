import { badRequest, validate, type Route } from '@rideshare/common';
import { hashPassword } from '../password.ts';
import { newUser, userFilter } from '../schemas.ts';
import type { UserStore } from '../user-store.ts';

/** `/api/v1/users`: signing up and listing. */
export function usersRoute(users: UserStore): Route {
  return {
    path: '/api/v1/users',
    counted: true,
    methods: {
      async put(request, response) {
        const { username, password } = validate(newUser, request.body);
        if (!(await users.add(username, await hashPassword(password)))) {
          throw badRequest('A user of this name exists already.', { username: 'is taken' });
        }
        response.status(201).json({});
      },
      async get(request, response) {
        const { username } = validate(userFilter, request.query);
        const names = await users.names(username);
        if (names.length === 0) response.status(204).end();
        else response.json(names);
      },
    },
  };
}
