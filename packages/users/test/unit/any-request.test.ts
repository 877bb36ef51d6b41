import { expect } from 'chai';
import fc from 'fast-check';
import { anyBody, anyQuery, wellFormed } from '../support/arbitraries.ts';
import { expectHandled } from '../support/problem.ts';
import type { ServedApp } from '../support/served-app.ts';
import { startUsersApp } from '../support/users-app.ts';

const PASSWORD = '3d725109c7e7c0bfb9d709836735b56d943d263f';

describe('the users service, whatever it is sent', () => {
  let app: ServedApp;

  beforeEach(async () => {
    ({ app } = await startUsersApp());
  });
  afterEach(() => app.close());

  it('does what is asked or says which field is wrong', async () => {
    const username = fc.oneof(wellFormed, fc.constantFrom('asha', 'mohan'));
    const newUser = anyBody({ username, password: fc.constant(PASSWORD) });
    const request = fc.oneof(
      fc.record({ method: fc.constant('PUT'), path: fc.constant('/api/v1/users'), body: newUser }),
      fc.record({
        method: fc.constantFrom('DELETE', 'POST'),
        path: username.map((name) => `/api/v1/users/${encodeURIComponent(name)}`),
        body: anyBody({}),
      }),
      fc.record({
        method: fc.constant('GET'),
        path: anyQuery('username').map((query) => `/api/v1/users?${query}`),
        body: fc.constant(undefined),
      }),
      fc.record({
        method: fc.constantFrom('POST', 'DELETE', 'GET'),
        path: fc.constantFrom('/api/v1/db/clear', '/api/v1/_count'),
        body: anyBody({}),
      }),
    );
    await fc.assert(
      fc.asyncProperty(request, async ({ method, path, body }) => {
        expectHandled(await app.call(method, path, body));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps any name just as it is: in the list, in a query and in a path', async () => {
    await fc.assert(
      fc.asyncProperty(wellFormed, async (username) => {
        const encoded = encodeURIComponent(username);
        expect((await app.call('PUT', '/api/v1/users', { username, password: PASSWORD })).status).to.equal(
          201,
        );
        expect((await app.call('GET', '/api/v1/users')).body).to.deep.equal([username]);
        expect((await app.call('GET', `/api/v1/users?username=${encoded}`)).body).to.deep.equal([username]);
        expect((await app.call('DELETE', `/api/v1/users/${encoded}`, {})).status).to.equal(200);
        expect((await app.call('GET', '/api/v1/users')).status).to.equal(204);
      }),
    );
  });

  it('takes a name of 100,000 characters through every call', async () => {
    const username = '語'.repeat(100_000);
    const encoded = encodeURIComponent(username);
    expect((await app.call('PUT', '/api/v1/users', { username, password: PASSWORD })).status).to.equal(201);
    expect((await app.call('GET', `/api/v1/users?username=${encoded}`)).body).to.deep.equal([username]);
    expect((await app.call('DELETE', `/api/v1/users/${encoded}`)).status).to.equal(200);
  });
});
