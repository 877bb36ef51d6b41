import { expect } from 'chai';
import type { ServedApp } from '../../../users/test/support/served-app.ts';
import type { SqliteDatabase } from '../../../users/test/support/sqlite-database.ts';
import { OFFER, startRidesApp } from '../support/rides-app.ts';

describe('the rides service', () => {
  let app: ServedApp;
  let store: SqliteDatabase;

  beforeEach(async () => {
    ({ app, store } = await startRidesApp('asha', 'mohan'));
  });
  afterEach(() => app.close());

  const offer = (change: Record<string, unknown> = {}) =>
    app.call('POST', '/api/v1/rides', { ...OFFER, ...change });

  it('tells how many rides there are, past ones included', async () => {
    expect((await app.call('GET', '/api/v1/rides/count')).body).to.deep.equal([0]);
    await offer();
    await offer({ timestamp: '01-05-1999:00-00-13' });
    expect((await app.call('GET', '/api/v1/rides/count')).body).to.deep.equal([2]);
  });

  it('clears all rides, and no users', async () => {
    await offer();
    const answer = await app.call('POST', '/api/v1/db/clear', {});
    expect(answer.status).to.equal(200);
    expect(answer.body).to.deep.equal({});
    expect((await app.call('GET', '/api/v1/rides/count')).body).to.deep.equal([0]);
    expect(await store.count('users')).to.equal(2);
  });

  it('counts every request to the rides routes, whatever came of it, and no other', async () => {
    await offer();
    await app.call('GET', '/api/v1/rides');
    await app.call('GET', '/api/v1/rides/count');
    await app.call('PUT', '/api/v1/rides/count', {});
    await app.call('DELETE', '/api/v1/rides/abc');
    await app.call('POST', '/api/v1/db/clear', {});
    await app.call('GET', '/readyz');
    expect((await app.call('GET', '/api/v1/_count')).body).to.deep.equal([5]);
    expect((await app.call('DELETE', '/api/v1/_count')).body).to.deep.equal({});
    expect((await app.call('GET', '/api/v1/_count')).body).to.deep.equal([0]);
  });
});
