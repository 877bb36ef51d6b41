import { expect } from 'chai';
import { expectRefusal } from '../../../users/test/support/problem.ts';
import type { ServedApp } from '../../../users/test/support/served-app.ts';
import type { UserDirectory } from '../../src/user-directory.ts';
import { OFFER, startRidesApp } from '../support/rides-app.ts';

describe('offering a ride', () => {
  let app: ServedApp;
  let users: UserDirectory;

  beforeEach(async () => {
    ({ app, users } = await startRidesApp('asha', 'mohan'));
  });
  afterEach(() => app.close());

  const offer = (change: Record<string, unknown> = {}) =>
    app.call('POST', '/api/v1/rides', { ...OFFER, ...change });
  const find = (source: unknown, destination: unknown) =>
    app.call('GET', `/api/v1/rides?source=${String(source)}&destination=${String(destination)}`);

  it('answers 201 and an empty object, and finds the ride from then on', async () => {
    const answer = await offer();
    expect(answer.status).to.equal(201);
    expect(answer.body).to.deep.equal({});
    const found = await find(7, 151);
    expect(found.status).to.equal(200);
    expect(found.body).to.deep.equal([{ rideId: 1, username: 'asha', timestamp: OFFER.timestamp }]);
  });

  it('takes areas as digits, and answers with numbers', async () => {
    await offer({ source: '7', destination: '151' });
    const { body } = await app.call('GET', '/api/v1/rides/1');
    expect(body).to.include({ source: 7, destination: 151 });
  });

  for (const source of [
    0,
    199,
    -1,
    1.5,
    '07',
    '+7',
    ' 7',
    '7.0',
    '1e1',
    '',
    'Adugodi',
    null,
    true,
    [7],
    {},
  ]) {
    it(`refuses ${JSON.stringify(source)} for an area`, async () => {
      expectRefusal(await offer({ source }), 'source');
    });
  }

  it('refuses to go nowhere', async () => {
    expectRefusal(await offer({ source: 7, destination: 7 }), 'destination');
    expectRefusal(await offer({ source: 7, destination: '7' }), 'destination');
    expectRefusal(await offer({ source: '7', destination: 7 }), 'destination');
  });

  for (const timestamp of [
    '2030-05-01T13:00:00Z',
    '31-02-2030:00-00-13',
    '01-05-2030:60-00-13',
    '',
    7,
    null,
  ]) {
    it(`refuses ${JSON.stringify(timestamp)} for a timestamp`, async () => {
      expectRefusal(await offer({ timestamp }), 'timestamp');
    });
  }

  it('refuses an unknown creator', async () => {
    expectRefusal(await offer({ created_by: 'zoya' }), 'created_by');
  });

  it('refuses a creator who goes just as the ride is entered', async () => {
    users.exists = () => Promise.resolve(true);
    expectRefusal(await offer({ created_by: 'zoya' }), 'created_by');
  });

  it('names every field that is missing', async () => {
    const answer = await app.call('POST', '/api/v1/rides', {});
    expectRefusal(answer, 'created_by', 'timestamp', 'source', 'destination');
  });

  it('refuses an unknown field', async () => {
    expectRefusal(await offer({ rideId: 7 }), 'rideId');
  });

  it('accepts a ride that has started', async () => {
    expect((await offer({ timestamp: '01-05-1999:00-00-13' })).status).to.equal(201);
  });
});
