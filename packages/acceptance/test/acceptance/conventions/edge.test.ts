import { expect } from 'chai';
import { expectJson, expectProblem } from '../../support/problem.ts';
import { newUser } from '../../support/riders.ts';
import { freshTrip, newRide } from '../../support/rides.ts';
import { dbaas, edge, rides, users } from '../../support/shared.ts';

describe('the edge', () => {
  it('brings /api/v1/users and what begins like it to users, everything else to rides', async () => {
    await users.delete('/api/v1/_count');
    await rides.delete('/api/v1/_count');
    await edge.get('/api/v1/users?username=nobody');
    await edge.delete('/api/v1/users/nobody');
    await edge.get('/api/v1/rides/count');
    expectJson(await users.get('/api/v1/_count'), 200, [2]);
    expectJson(await rides.get('/api/v1/_count'), 200, [1]);
    expectJson(await edge.get('/api/v1/_count'), 200, [1]);
  });

  it('does not reach the database', async () => {
    const table = { table: 'users' };
    expectProblem(await edge.post('/api/v1/db/read', table), 404);
    expectProblem(await edge.post('/api/v1/db/write', table), 404);
    expectProblem(await edge.get('/api/v1/worker/list'), 404);
    expect((await dbaas.get('/api/v1/worker/list')).status).to.equal(200);
  });

  it('serves a whole ride', async () => {
    const [driver, rider] = [await newUser(edge), await newUser(edge)];
    const trip = freshTrip();
    const ride = await newRide(edge, driver, trip);
    expectJson(await edge.post(`/api/v1/rides/${ride}`, { username: rider }), 200, {});
    expectJson(await edge.get(`/api/v1/rides/${ride}`), 200, {
      rideId: ride,
      created_by: driver,
      users: [driver, rider],
      ...trip,
    });
    const before = (await edge.get('/api/v1/rides/count')).json as [number];
    expectJson(await edge.delete(`/api/v1/rides/${ride}`), 200, {});
    expectJson(await edge.get('/api/v1/rides/count'), 200, [before[0] - 1]);
  });

  it('is asked by rides whether a user exists, on creating and on joining', async () => {
    const [driver, rider] = [await newUser(edge), await newUser(edge)];
    const asked = async () => (await users.get('/api/v1/_count')).json as [number];
    const [before] = await asked();
    const ride = await newRide(rides, driver);
    expect(await asked()).to.deep.equal([before + 1]);
    await rides.post(`/api/v1/rides/${ride}`, { username: rider });
    expect(await asked()).to.deep.equal([before + 2]);
  });

  it('shows a page that says what this is, with all that the page needs', async () => {
    const page = await edge.get('/');
    expect(page.status).to.equal(200);
    expect(page.headers['content-type']).to.match(/^text\/html\b/);
    expect(page.headers['content-security-policy']).to.match(/^default-src 'none';/);
    expect(page.text).to.match(/<h1\b/);
    const files = [...page.text.matchAll(/(?:src|href)="(\/[^"#]+)"/g)].map(([, path = '']) => path);
    expect(files).to.include.members(['/api.html', '/assets/main.js', '/assets/style.css']);
    for (const path of new Set(files)) expect((await edge.get(path)).status, path).to.equal(200);
  });

  it('tells how users and rides are, as they tell it themselves', async () => {
    for (const [name, service] of Object.entries({ users, rides })) {
      const [told, own] = [await edge.get(`/status/${name}`), await service.get('/readyz')];
      expect(told.status, name).to.equal(200);
      expect(told.json, name).to.deep.equal(own.json);
    }
  });
});
