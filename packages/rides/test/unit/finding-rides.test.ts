import { expect } from 'chai';
import { expectRefusal } from '../../../users/test/support/problem.ts';
import type { ServedApp } from '../../../users/test/support/served-app.ts';
import type { SqliteDatabase } from '../../../users/test/support/sqlite-database.ts';
import { OFFER, startRidesApp } from '../support/rides-app.ts';

describe('finding rides', () => {
  let app: ServedApp;
  let store: SqliteDatabase;

  beforeEach(async () => {
    ({ app, store } = await startRidesApp('asha', 'mohan'));
  });
  afterEach(() => app.close());

  const offer = (change: Record<string, unknown> = {}) =>
    app.call('POST', '/api/v1/rides', { ...OFFER, ...change });
  const find = (source: unknown, destination: unknown) =>
    app.call('GET', `/api/v1/rides?source=${String(source)}&destination=${String(destination)}`);

  it('answers 204 when there are none', async () => {
    await offer({ destination: 152 });
    const answer = await find(7, 151);
    expect(answer.status).to.equal(204);
    expect(answer.body).to.equal(undefined);
  });

  it('names upcoming ones only, soonest first, the older of two that start together before the other, whatever one answer of the database holds', async () => {
    const starts = ['59-59-11', '00-00-12', '01-00-12', '00-00-18', '00-00-13', '00-00-18'];
    for (const start of starts) await offer({ timestamp: `01-05-2030:${start}` });
    await offer({ timestamp: '30-04-2031:00-00-00' });
    for (const maxRows of [Infinity, 2]) {
      store.maxRows = maxRows;
      const { body } = await find(7, 151);
      expect((body as { rideId: number }[]).map(({ rideId }) => rideId)).to.deep.equal([3, 5, 4, 6, 7]);
    }
  });

  it('refuses areas that are missing, unknown or given twice', async () => {
    expectRefusal(await app.call('GET', '/api/v1/rides'), 'source', 'destination');
    expectRefusal(await app.call('GET', '/api/v1/rides?source=7'), 'destination');
    expectRefusal(await find(199, 'x'), 'source', 'destination');
    expectRefusal(await app.call('GET', '/api/v1/rides?source=7&source=7&destination=8'), 'source');
  });

  it('refuses a parameter that it does not know', async () => {
    expectRefusal(await app.call('GET', '/api/v1/rides?source=7&destination=8&limit=1'), 'limit');
  });
});
