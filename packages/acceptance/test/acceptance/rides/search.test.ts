import { expect } from 'chai';
import { expectNoContent, expectProblem } from '../../support/problem.ts';
import { newUser } from '../../support/riders.ts';
import { daysAhead, listRides, postRide, timestamp, type ListedRide } from '../../support/rides.ts';
import { rides, users } from '../../support/shared.ts';

const RIDES = '/api/v1/rides';
const route = { source: 10, destination: 20 };

async function listed(): Promise<ListedRide[]> {
  return (await listRides(rides, { ...route, timestamp: '' })).json as ListedRide[];
}

describe('GET /api/v1/rides?source=&destination=', () => {
  let creator = '';
  beforeEach(async () => {
    await rides.post('/api/v1/db/clear', {});
    creator = await newUser(users);
  });

  it('has nothing to say when there is no such ride', async () => {
    await postRide(rides, creator, { source: 20, destination: 10, timestamp: daysAhead(1) });
    expectNoContent(await rides.get(`${RIDES}?source=10&destination=20`));
  });

  it('gives id, creator and timestamp of each ride, and no more', async () => {
    const when = daysAhead(1);
    await postRide(rides, creator, { ...route, timestamp: when });
    const [ride, ...more] = await listed();
    expect(more).to.be.empty;
    expect(ride).to.have.all.keys('rideId', 'username', 'timestamp');
    expect(ride).to.include({ username: creator, timestamp: when });
    expect(ride?.rideId).to.be.a('number').above(0);
  });

  it('lists the soonest first, across months and years and not by their digits', async () => {
    const soonest = [1, 2, 30, 45, 400, 800].map(daysAhead);
    for (const when of [3, 0, 5, 1, 4, 2].map((index) => soonest[index])) {
      await postRide(rides, creator, { ...route, timestamp: when ?? '' });
    }
    expect((await listed()).map((ride) => ride.timestamp)).to.deep.equal(soonest);
  });

  it('tells two rides of one day apart by hour before minute before second', async () => {
    const day = daysAhead(2).slice(0, 10);
    const soonest = ['59-58-01', '00-59-01', '01-59-01', '00-00-02'].map((time) => `${day}:${time}`);
    for (const when of soonest.toReversed()) await postRide(rides, creator, { ...route, timestamp: when });
    expect((await listed()).map((ride) => ride.timestamp)).to.deep.equal(soonest);
  });

  it('leaves out what has gone, by the clock of Bangalore', async () => {
    const minute = 60_000;
    const [gone, coming] = [Date.now() - 5 * minute, Date.now() + 30 * minute].map((ms) =>
      timestamp(new Date(ms)),
    );
    for (const when of [daysAhead(-1), gone, coming]) {
      await postRide(rides, creator, { ...route, timestamp: when ?? '' });
    }
    expect((await listed()).map((ride) => ride.timestamp)).to.deep.equal([coming]);
  });

  it('refuses a missing, unknown or repeated area', async () => {
    expectProblem(await rides.get(RIDES), 400, 'source');
    expectProblem(await rides.get(`${RIDES}?destination=1`), 400, 'source');
    expectProblem(await rides.get(`${RIDES}?source=1`), 400, 'destination');
    for (const area of ['', '0', '199', 'x', '1.5', '-1', '1e1', '%00', '1;2']) {
      expectProblem(await rides.get(`${RIDES}?source=${area}&destination=2`), 400, 'source');
      expectProblem(await rides.get(`${RIDES}?source=1&destination=${area}`), 400, 'destination');
    }
    expectProblem(await rides.get(`${RIDES}?source=1&source=2&destination=3`), 400, 'source');
    expectProblem(await rides.get(`${RIDES}?source[a]=1&destination=3`), 400, 'source');
  });
});
