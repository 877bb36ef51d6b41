import { expect } from 'chai';
import { expectJson, expectNoContent, expectProblem } from '../../support/problem.ts';
import { newUser } from '../../support/riders.ts';
import { newRide } from '../../support/rides.ts';
import { rides, users } from '../../support/shared.ts';

const CLEAR = '/api/v1/db/clear';

describe('POST /api/v1/db/clear of users', () => {
  it('forgets all users and what hangs on them', async () => {
    const ride = await newRide(rides, await newUser(users));
    expectJson(await users.post(CLEAR, {}), 200, {});
    expectNoContent(await users.get('/api/v1/users'));
    expectNoContent(await rides.get(`/api/v1/rides/${ride}`));
    expectJson(await rides.get('/api/v1/rides/count'), 200, [0]);
  });

  it('takes an empty body, and no other than {}', async () => {
    const name = await newUser(users);
    expectProblem(await users.post(CLEAR, { table: 'users' }), 400, 'table');
    expect((await users.get(`/api/v1/users?username=${name}`)).status).to.equal(200);
    expectJson(await users.send('POST', CLEAR), 200, {});
    expectNoContent(await users.get(`/api/v1/users?username=${name}`));
  });

  it('may be repeated', async () => {
    expectJson(await users.post(CLEAR, {}), 200, {});
    expectJson(await users.post(CLEAR, {}), 200, {});
  });
});
