import { expectJson, expectNoContent, expectProblem } from '../../support/problem.ts';
import { newUser } from '../../support/riders.ts';
import { daysAhead, freshTrip, newRide, postRide } from '../../support/rides.ts';
import { edge, rides, users } from '../../support/shared.ts';

const CLEAR = '/api/v1/db/clear';
const COUNT = '/api/v1/rides/count';

describe('all rides', () => {
  it('are counted, past ones too', async () => {
    const creator = await newUser(users);
    expectJson(await rides.post(CLEAR, {}), 200, {});
    expectJson(await rides.get(COUNT), 200, [0]);
    const ride = await newRide(rides, creator);
    await postRide(rides, creator, { ...freshTrip(), timestamp: daysAhead(-10) });
    expectJson(await rides.get(COUNT), 200, [2]);
    await rides.delete(`/api/v1/rides/${ride}`);
    expectJson(await rides.get(COUNT), 200, [1]);
  });

  it('are forgotten by db/clear, and the users are not', async () => {
    const creator = await newUser(users);
    const ride = await newRide(rides, creator);
    expectJson(await edge.post(CLEAR, {}), 200, {});
    expectNoContent(await rides.get(`/api/v1/rides/${ride}`));
    expectJson(await users.get(`/api/v1/users?username=${creator}`), 200, [creator]);
  });

  it('are not forgotten for a body that db/clear does not know', async () => {
    const ride = await newRide(rides, await newUser(users));
    expectProblem(await rides.post(CLEAR, { table: 'rides' }), 400, 'table');
    expectProblem(await rides.post(CLEAR, []), 400);
    await rides.get(`/api/v1/rides/${ride}`);
    expectJson(await rides.send('POST', CLEAR), 200, {});
    expectNoContent(await rides.get(`/api/v1/rides/${ride}`));
  });
});
