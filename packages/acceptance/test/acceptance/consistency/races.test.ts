import { expect } from 'chai';
import { parallel, tally } from '../../support/parallel.ts';
import { expectJson } from '../../support/problem.ts';
import { freshName, newUser, putUser, userPath } from '../../support/riders.ts';
import { freshTrip, newRide, postRide } from '../../support/rides.ts';
import { edge, rides, users } from '../../support/shared.ts';

function statuses(answers: { status: number }[]): Record<string, number> {
  return tally(answers.map(({ status }) => status));
}

describe('of concurrent calls', function () {
  this.timeout(120_000);

  it('200 to make one user make it once', async () => {
    const username = freshName();
    const answers = await parallel(200, 200, () => putUser(edge, username));
    expect(statuses(answers)).to.deep.equal({ 201: 1, 400: 199 });
    expectJson(await edge.get(`/api/v1/users?username=${username}`), 200, [username]);
  });

  it('50 to join one user join it once', async () => {
    const [driver, rider] = [await newUser(users), await newUser(users)];
    const ride = await newRide(rides, driver);
    const answers = await parallel(50, 50, () => edge.post(`/api/v1/rides/${ride}`, { username: rider }));
    expect(statuses(answers)).to.deep.equal({ 200: 1, 400: 49 });
    const { users: riders } = (await edge.get(`/api/v1/rides/${ride}`)).json as { users: string[] };
    expect(riders).to.deep.equal([driver, rider]);
  });

  it('50 users who join one ride are all in it, once', async () => {
    const ride = await newRide(rides, await newUser(users));
    const riders = await parallel(50, 10, () => newUser(users));
    await parallel(50, 50, (index) => edge.post(`/api/v1/rides/${ride}`, { username: riders[index] }));
    const { users: joined } = (await edge.get(`/api/v1/rides/${ride}`)).json as { users: string[] };
    expect(joined.slice(1)).to.have.members(riders);
  });

  it('50 to delete one ride or user delete it once', async () => {
    const user = await newUser(users);
    const ride = await newRide(rides, user);
    const ended = await parallel(50, 50, () => edge.delete(`/api/v1/rides/${ride}`));
    expect(statuses(ended)).to.deep.equal({ 200: 1, 400: 49 });
    const gone = await parallel(50, 50, () => edge.delete(userPath(user)));
    expect(statuses(gone)).to.deep.equal({ 200: 1, 400: 49 });
  });

  it('rides made while their creator leaves are gone with it', async () => {
    for (let round = 0; round < 20; round++) {
      const creator = await newUser(users);
      const trip = freshTrip();
      await Promise.all([
        edge.delete(userPath(creator)),
        ...Array.from({ length: 8 }, () => postRide(edge, creator, trip)),
      ]);
      const left = await edge.get(`/api/v1/rides?source=${trip.source}&destination=${trip.destination}`);
      expect(left.text).not.to.include(creator);
    }
  });

  it('200 new rides have 200 ids', async () => {
    const creator = await newUser(users);
    const trip = freshTrip();
    const made = await parallel(200, 50, () => postRide(edge, creator, trip));
    expect(statuses(made)).to.deep.equal({ 201: 200 });
    const listed = await edge.get(`/api/v1/rides?source=${trip.source}&destination=${trip.destination}`);
    const ids = (listed.json as { rideId: number; username: string }[])
      .filter(({ username }) => username === creator)
      .map(({ rideId }) => rideId);
    expect(new Set(ids)).to.have.lengthOf(200);
  });
});
