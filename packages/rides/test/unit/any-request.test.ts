import fc from 'fast-check';
import { anyBody, anyJson, anyQuery, wellFormed } from '../../../users/test/support/arbitraries.ts';
import { expectHandled } from '../../../users/test/support/problem.ts';
import type { ServedApp } from '../../../users/test/support/served-app.ts';
import { OFFER, startRidesApp } from '../support/rides-app.ts';

describe('the rides service, whatever it is sent', () => {
  let app: ServedApp;

  beforeEach(async () => {
    ({ app } = await startRidesApp('asha', 'mohan'));
  });
  afterEach(() => app.close());

  const user = fc.oneof(fc.constantFrom('asha', 'mohan'), wellFormed);
  const area = fc.oneof(fc.nat(250), fc.nat(250).map(String), anyJson);
  const digits = (max: number, length = 2) =>
    fc.nat(max).map((number) => String(number).padStart(length, '0'));
  const timestamp = fc
    .tuple(digits(40), digits(15), digits(9999, 4), digits(70), digits(70), digits(30))
    .map(([day, month, year, ...time]) => `${day}-${month}-${year}:${time.join('-')}`);
  const rideId = fc.oneof(fc.nat(3).map(String), fc.constant('count'), wellFormed.map(encodeURIComponent));

  const request = fc.oneof(
    fc.record({
      method: fc.constant('POST'),
      path: fc.constant('/api/v1/rides'),
      body: anyBody({
        created_by: user,
        timestamp: fc.oneof(fc.constant(OFFER.timestamp), timestamp),
        source: area,
        destination: area,
      }),
    }),
    fc.record({
      method: fc.constantFrom('POST', 'DELETE', 'GET'),
      path: rideId.map((id) => `/api/v1/rides/${id}`),
      body: fc.oneof(anyBody({ username: user }), fc.constant({})),
    }),
    fc.record({
      method: fc.constant('GET'),
      path: anyQuery('source', 'destination').map((query) => `/api/v1/rides?${query}`),
      body: fc.constant(undefined),
    }),
    fc.record({
      method: fc.constantFrom('POST', 'DELETE', 'GET'),
      path: fc.constantFrom('/api/v1/db/clear', '/api/v1/_count'),
      body: anyBody({}),
    }),
  );

  it('does what is asked or says which field is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(request, async ({ method, path, body }) => {
        expectHandled(await app.call(method, path, body));
      }),
      { numRuns: 1000 },
    );
  });
});
