import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import got from 'got';

const source = 1;
const destination = 2;

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** The same time of day `days` from now, as `DD-MM-YYYY:SS-MM-HH`. */
export function timestampIn(days: number, now: Date): string {
  const date = new Date(now.getTime() + days * 86_400_000);
  const day = `${pad(date.getDate())}-${pad(date.getMonth() + 1)}-${date.getFullYear()}`;
  return `${day}:${pad(date.getSeconds())}-${pad(date.getMinutes())}-${pad(date.getHours())}`;
}

/** One ride is offered, found, joined, read and deleted by two users of its own, who are gone afterwards. */
export async function roundTrip(edge: string): Promise<void> {
  const driver = `driver-${randomUUID()}`;
  const rider = `rider-${randomUUID()}`;
  const password = createHash('sha1').update(randomUUID()).digest('hex');
  const http = got.extend({
    prefixUrl: `${edge}/api/v1`,
    retry: { limit: 0 },
    timeout: { request: 15_000 },
    responseType: 'json',
  });
  const offered = { created_by: driver, timestamp: timestampIn(2, new Date()), source, destination };
  try {
    for (const username of [driver, rider]) await http.put('users', { json: { username, password } });
    await http.post('rides', { json: offered });
    const found = await http.get<{ rideId: number; username: string }[]>('rides', {
      searchParams: { source, destination },
    });
    const ride = found.body.find(({ username }) => username === driver);
    assert(ride, 'the new ride is not in the list');
    await http.post(`rides/${ride.rideId}`, { json: { username: rider } });
    const { body } = await http.get(`rides/${ride.rideId}`);
    assert.deepEqual(body, { rideId: ride.rideId, users: [driver, rider], ...offered });
    await http.delete(`rides/${ride.rideId}`);
  } finally {
    for (const username of [driver, rider])
      await http.delete(`users/${username}`, { throwHttpErrors: false });
  }
}

/** Starts the request counters of a system that nobody has used yet, so that our own round trip does not count. */
export async function resetRequestCounts(services: readonly string[]): Promise<void> {
  for (const service of services) await got.delete(`${service}/api/v1/_count`, { retry: { limit: 0 } });
}
