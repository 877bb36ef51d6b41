import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { curl, type CurlRequest } from '../../src/checks/curl/curl.ts';
import type { CurlAnswer } from '../../src/checks/curl/parse-answer.ts';
import { deployment } from './deployment.ts';

const areas = 'source=12&destination=34';

/** A user and a ride, which must be there whatever happens to the hosts. */
export interface Journey {
  driver: string;
  rideId: number;
}

/** Asks as somebody on the internet, by default through the load balancer. */
export function ask(
  path: string,
  request?: CurlRequest,
  base = deployment().endpoints.edge,
): Promise<CurlAnswer> {
  return curl(deployment().outsider, `${base}${path}`, request);
}

/** The name of a new user. */
export async function newUser(): Promise<string> {
  const username = `rehearsal-${randomUUID()}`;
  const json = { username, password: '0123456789abcdef0123456789abcdef01234567' };
  const { status, body } = await ask('/api/v1/users', { method: 'PUT', json });
  expect(status, body).to.equal(201);
  return username;
}

/** A new user with a new ride, which is listed. */
export async function newJourney(): Promise<Journey> {
  const driver = await newUser();
  const json = { created_by: driver, timestamp: '01-02-2090:00-00-12', source: 12, destination: 34 };
  const made = await ask('/api/v1/rides', { method: 'POST', json });
  expect(made.status, made.body).to.equal(201);
  const listed = (await ask(`/api/v1/rides?${areas}`)).json as { rideId: number; username: string }[];
  const rideId = listed.find(({ username }) => username === driver)?.rideId;
  if (rideId === undefined) throw new Error(`the ride of ${driver} is not listed`);
  return { driver, rideId };
}

/** Who goes along, the driver first. @throws Error unless user and ride are there, both services answering */
export async function ridersOf({ driver, rideId }: Journey): Promise<string[]> {
  const user = await ask(`/api/v1/users?username=${driver}`);
  if (user.status !== 200) throw new Error(`GET user: ${user.status} ${user.body}`);
  const ride = await ask(`/api/v1/rides/${rideId}`);
  if (ride.status !== 200) throw new Error(`GET ride: ${ride.status} ${ride.body}`);
  return (ride.json as { users: string[] }).users;
}
