import { expect } from 'chai';
import { randomInt } from 'node:crypto';
import { parallel } from '../../support/parallel.ts';
import { freshName, putUser } from '../../support/riders.ts';
import { AREAS, daysAhead, listRides, postRide, type ListedRide, type Trip } from '../../support/rides.ts';
import { atMost, edge } from '../../support/shared.ts';

const ROUNDS = atMost(1_000);
const AT_ONCE = 16;
const PATIENCE_MS = 300_000;

function randomTrip(): Trip {
  const source = randomInt(1, AREAS + 1);
  const destination = 1 + ((source + randomInt(AREAS - 1)) % AREAS);
  return { timestamp: daysAhead(1 + randomInt(30)), source, destination };
}

/** What a newcomer does in one breath; the first answer that is not the newest, or undefined. */
async function staleAnswer(): Promise<string | undefined> {
  const [username, trip] = [freshName(), randomTrip()];
  const user = await putUser(edge, username);
  if (user.status !== 201) return `PUT user: ${user.status} ${user.text}`;
  const made = await postRide(edge, username, trip);
  if (made.status !== 201) return `POST ride: ${made.status} ${made.text}`;
  const listed = await listRides(edge, trip);
  const own = ((listed.json ?? []) as ListedRide[]).find((ride) => ride.username === username);
  if (own === undefined) return `GET rides: ${listed.status} without the new one`;
  const ride = await edge.get(`/api/v1/rides/${own.rideId}`);
  if (ride.status !== 200) return `GET ride: ${ride.status}`;
  const known = await edge.get(`/api/v1/users?username=${username}`);
  return known.status === 200 ? undefined : `GET user: ${known.status}`;
}

describe('session consistency', function () {
  this.timeout(PATIENCE_MS);

  it(`shows no stale answer in ${ROUNDS} rounds of new user, new ride, look`, async () => {
    const stale = (await parallel(ROUNDS, AT_ONCE, staleAnswer)).filter((answer) => answer !== undefined);
    expect(stale).to.deep.equal([]);
  });
});
