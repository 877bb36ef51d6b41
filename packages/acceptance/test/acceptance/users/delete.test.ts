import { expect } from 'chai';
import { expectJson, expectNoContent, expectProblem } from '../../support/problem.ts';
import { freshName, newUser, userPath } from '../../support/riders.ts';
import { freshTrip, listRides, newRide } from '../../support/rides.ts';
import { rides, users } from '../../support/shared.ts';

const USERS = '/api/v1/users';

describe('DELETE /api/v1/users/{username}', () => {
  it('takes an empty body or {}', async () => {
    const [one, two] = [await newUser(users), await newUser(users)];
    expectJson(await users.delete(userPath(one)), 200, {});
    expectJson(await users.delete(userPath(two), {}), 200, {});
    expectNoContent(await users.get(`${USERS}?username=${one}`));
  });

  it('takes no other body', async () => {
    const name = await newUser(users);
    for (const body of [{ sure: true }, [], 'yes', null]) {
      expectProblem(await users.delete(userPath(name), body), 400);
    }
    expectJson(await users.get(`${USERS}?username=${name}`), 200, [name]);
  });

  it('refuses an unknown name', async () => {
    expectProblem(await users.delete(userPath(freshName())), 400);
    expectProblem(await users.delete(userPath((await newUser(users)).toUpperCase())), 400);
  });

  it('takes the rides and memberships of the user along', async () => {
    const [leaving, staying] = [await newUser(users), await newUser(users)];
    const trip = freshTrip();
    const own = await newRide(rides, leaving, trip);
    const joined = await newRide(rides, staying);
    await rides.post(`/api/v1/rides/${own}`, { username: staying });
    await rides.post(`/api/v1/rides/${joined}`, { username: leaving });

    expectJson(await users.delete(userPath(leaving)), 200, {});

    expectNoContent(await rides.get(`/api/v1/rides/${own}`));
    expectNoContent(await listRides(rides, trip));
    const left = (await rides.get(`/api/v1/rides/${joined}`)).json as { users: string[] };
    expect(left.users).to.deep.equal([staying]);
  });
});
