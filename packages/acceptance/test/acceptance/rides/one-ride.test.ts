import { expect } from 'chai';
import { expectJson, expectNoContent, expectProblem } from '../../support/problem.ts';
import { freshName, newUser } from '../../support/riders.ts';
import { freshTrip, newRide } from '../../support/rides.ts';
import { rides, users } from '../../support/shared.ts';

function path(ride: number | string): string {
  return `/api/v1/rides/${ride}`;
}

describe('/api/v1/rides/{rideId}', () => {
  let creator = '';
  let friend = '';
  before(async () => {
    [creator, friend] = [await newUser(users), await newUser(users)];
  });

  it('GET gives the ride with its creator first and the others as they joined', async () => {
    const trip = freshTrip();
    const ride = await newRide(rides, creator, trip);
    const riders = ['z', 'a', 'm'].map((prefix) => freshName(prefix));
    for (const rider of riders) {
      await newUser(users, rider);
      expectJson(await rides.post(path(ride), { username: rider }), 200, {});
    }
    expectJson(await rides.get(path(ride)), 200, {
      rideId: ride,
      created_by: creator,
      users: [creator, ...riders],
      ...trip,
    });
  });

  it('GET has nothing to say of an unknown ride', async () => {
    const ride = await newRide(rides, creator);
    expectNoContent(await rides.get(path(ride + 1_000_000)));
  });

  it('POST refuses who is in the ride, its creator included', async () => {
    const ride = await newRide(rides, creator);
    expectJson(await rides.post(path(ride), { username: friend }), 200, {});
    expectProblem(await rides.post(path(ride), { username: friend }), 400);
    expectProblem(await rides.post(path(ride), { username: creator }), 400);
  });

  it('POST refuses an unknown ride and an unknown user', async () => {
    const ride = await newRide(rides, creator);
    expectProblem(await rides.post(path(ride + 1_000_000), { username: friend }), 400);
    expectProblem(await rides.post(path(ride), { username: freshName() }), 400);
  });

  it('POST names what is missing, wrong or too much', async () => {
    const ride = await newRide(rides, creator);
    for (const body of [{}, { username: 7 }, { username: null }, { username: [friend] }]) {
      expectProblem(await rides.post(path(ride), body), 400, 'username');
    }
    expectProblem(await rides.post(path(ride), { username: friend, seats: 2 }), 400, 'seats');
  });

  it('DELETE takes an empty body or {}, and refuses an unknown ride', async () => {
    const [one, two] = [await newRide(rides, creator), await newRide(rides, creator)];
    expectJson(await rides.delete(path(one)), 200, {});
    expectJson(await rides.delete(path(two), {}), 200, {});
    expectNoContent(await rides.get(path(one)));
    expectProblem(await rides.delete(path(one)), 400);
  });

  it('DELETE takes no other body', async () => {
    const ride = await newRide(rides, creator);
    expectProblem(await rides.delete(path(ride), { sure: true }), 400, 'sure');
    expect((await rides.get(path(ride))).status).to.equal(200);
  });

  it('takes the memberships of a deleted ride along, so that its riders may go', async () => {
    const ride = await newRide(rides, creator);
    const rider = await newUser(users);
    await rides.post(path(ride), { username: rider });
    expectJson(await rides.delete(path(ride)), 200, {});
    expectJson(await users.delete(`/api/v1/users/${rider}`), 200, {});
  });

  it('never gives an id twice', async () => {
    const first = await newRide(rides, creator);
    await rides.delete(path(first));
    const second = await newRide(rides, creator);
    expect(second).to.be.above(first);
    await rides.post('/api/v1/db/clear', {});
    expect(await newRide(rides, creator)).to.be.above(second);
  });

  for (const id of ['x', '1x', '1.5', '-1', '0x1', '1e1', '%20', 'null']) {
    it(`refuses ${id} as an id`, async () => {
      expectProblem(await rides.get(path(id)), 400, 'rideId');
      expectProblem(await rides.post(path(id), { username: friend }), 400, 'rideId');
      expectProblem(await rides.delete(path(id)), 400, 'rideId');
    });
  }

  it('knows no ride with an id beyond all numbers', async () => {
    const ride = '9'.repeat(400);
    expect((await rides.get(path(ride))).status).to.be.oneOf([204, 400]);
    expectProblem(await rides.post(path(ride), { username: friend }), 400);
    expectProblem(await rides.delete(path(ride)), 400);
  });
});
