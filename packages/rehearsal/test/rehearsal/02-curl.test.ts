import { expect } from 'chai';
import type { AccessLogEntry } from '../../src/balancer/balancer.ts';
import { patience } from '../../src/checks/patience.ts';
import { deployment } from '../support/deployment.ts';
import { ask, newJourney, newUser, ridersOf } from '../support/journey.ts';

const services = ['users', 'rides'] as const;

/** Requests about a user that went through the load balancer. */
async function questionsAbout(username: string): Promise<AccessLogEntry[]> {
  const log = await deployment().balancer.accessLog();
  return log.filter(({ path }) => path === `/api/v1/users?username=${username}`);
}

describe('curl, from the internet', function () {
  this.timeout(patience.callsMs);

  it('makes a user through the load balancer, and only once', async () => {
    const username = await newUser();
    const found = await ask(`/api/v1/users?username=${username}`);
    expect([found.status, found.json]).to.deep.equal([200, [username]]);
    const json = { username, password: 'a'.repeat(40) };
    const again = await ask('/api/v1/users', { method: 'PUT', json });
    expect([again.status, again.type.split(';')[0]]).to.deep.equal([400, 'application/problem+json']);
  });

  it('makes, lists and joins a ride', async () => {
    const journey = await newJourney();
    const rider = await newUser();
    const json = { username: rider };
    const joined = await ask(`/api/v1/rides/${journey.rideId}`, { method: 'POST', json });
    expect([joined.status, joined.json]).to.deep.equal([200, {}]);
    expect(await ridersOf(journey)).to.deep.equal([journey.driver, rider]);
  });

  it('has rides ask users by way of the load balancer, with the public name of its host as the origin', async () => {
    const { hosts } = deployment();
    const { driver } = await newJourney();
    const questions = await questionsAbout(driver);
    expect(questions).to.have.lengthOf(1);
    expect(questions[0]).to.include({
      client: hosts.rides.address,
      origin: `http://${hosts.rides.publicName}`,
      method: 'GET',
      target: 'users',
      status: 200,
    });
  });

  for (const name of services) {
    it(`counts and clears at the address of the ${name} host itself`, async () => {
      const base = deployment().endpoints[name];
      const call = (method: 'GET' | 'POST' | 'DELETE', path: string) => ask(path, { method }, base);
      expect((await call('DELETE', '/api/v1/_count')).json).to.deep.equal({});
      expect((await call('GET', `/api/v1/${name}?source=1&destination=x`)).status).to.equal(400);
      expect((await call('GET', '/api/v1/_count')).json).to.deep.equal([1]);
      const { driver, rideId } = await newJourney();
      expect((await call('POST', '/api/v1/db/clear')).json).to.deep.equal({});
      expect((await ask(`/api/v1/rides/${rideId}`)).status).to.equal(204);
      const left = await ask(`/api/v1/users?username=${driver}`);
      expect(left.status).to.equal(name === 'users' ? 204 : 200);
    });
  }

  for (const place of ['edge', ...services] as const) {
    it(`is shown the landing page at ${place}`, async () => {
      const { status, type, body } = await ask('/', {}, deployment().endpoints[place]);
      expect(status, body).to.equal(200);
      expect(type).to.equal('text/html; charset=utf-8');
      expect(body).to.include('RideShare');
    });

    it(`is told that there is nothing at an unknown path of ${place}`, async () => {
      const base = deployment().endpoints[place];
      for (const path of [
        '/nothing',
        '/api/v1/nothing',
        '/index.php',
        '/assets/nothing.css',
        '/.git/config',
      ]) {
        const { status, type, json } = await ask(path, {}, base);
        expect([status, type.split(';')[0]], path).to.deep.equal([404, 'application/problem+json']);
        expect(json, path).to.include({ status: 404 });
      }
    });
  }

  for (const name of services) {
    it(`is told at /status/${name} what the readiness of ${name} is`, async () => {
      for (const base of [deployment().endpoints.edge, deployment().endpoints[name]]) {
        const { status, json } = await ask(`/status/${name}`, {}, base);
        expect(status).to.equal(200);
        expect(json).to.include({ ready: true });
        expect(json).to.deep.equal((await ask('/readyz', {}, deployment().endpoints[name])).json);
      }
    });
  }

  it('does not come to the database through the load balancer', async () => {
    const json = { table: 'users' };
    expect((await ask('/api/v1/db/read', { method: 'POST', json })).status).to.equal(404);
    expect((await ask('/api/v1/worker/list')).status).to.equal(404);
  });
});
