import { expect } from 'chai';
import { expectRefusal } from '../../../users/test/support/problem.ts';
import type { ServedApp } from '../../../users/test/support/served-app.ts';
import type { SqliteDatabase } from '../../../users/test/support/sqlite-database.ts';
import { OFFER, startRidesApp } from '../support/rides-app.ts';

describe('a ride', () => {
  let app: ServedApp;
  let store: SqliteDatabase;

  beforeEach(async () => {
    ({ app, store } = await startRidesApp('asha', 'mohan'));
  });
  afterEach(() => app.close());

  const offer = (change: Record<string, unknown> = {}) =>
    app.call('POST', '/api/v1/rides', { ...OFFER, ...change });

  describe('looking at a ride', () => {
    it('names its creator, then those who joined in the order of joining', async () => {
      await store.write({ table: 'users', insert: { username: 'aadi', password: '' } });
      await offer();
      for (const username of ['mohan', 'aadi']) await app.call('POST', '/api/v1/rides/1', { username });
      const answer = await app.call('GET', '/api/v1/rides/1');
      expect(answer.status).to.equal(200);
      expect(answer.body).to.deep.equal({
        rideId: 1,
        created_by: 'asha',
        users: ['asha', 'mohan', 'aadi'],
        timestamp: OFFER.timestamp,
        source: 7,
        destination: 151,
      });
    });

    it('names those who joined in that order when they are more than one answer of the database holds', async () => {
      await offer();
      const names = ['zoya', 'aadi', 'mohan', 'bina', 'yash'];
      for (const username of names) {
        if (username !== 'mohan') await store.write({ table: 'users', insert: { username, password: '' } });
        await app.call('POST', '/api/v1/rides/1', { username });
      }
      store.maxRows = 2;
      const { body } = await app.call('GET', '/api/v1/rides/1');
      expect((body as { users: string[] }).users).to.deep.equal(['asha', ...names]);
    });

    for (const unknown of ['1', '0', '9007199254740993', '9'.repeat(400)]) {
      it(`answers 204 for the unknown ride ${unknown.slice(0, 20)}`, async () => {
        expect((await app.call('GET', `/api/v1/rides/${unknown}`)).status).to.equal(204);
      });
    }

    for (const wrong of ['abc', '-1', '1.5', '1e3', '%20', '1%0A', '٣']) {
      it(`refuses ${wrong} for a ride's id`, async () => {
        expectRefusal(await app.call('GET', `/api/v1/rides/${encodeURI(decodeURI(wrong))}`), 'rideId');
      });
    }
  });

  describe('calling a ride off', () => {
    it('removes the ride and who was in it, and gives its id to no other', async () => {
      await offer();
      await app.call('POST', '/api/v1/rides/1', { username: 'mohan' });
      const answer = await app.call('DELETE', '/api/v1/rides/1', {});
      expect(answer.status).to.equal(200);
      expect(answer.body).to.deep.equal({});
      expect(await store.read({ table: 'riders' })).to.deep.equal([]);
      await offer();
      expect((await app.call('GET', '/api/v1/rides/1')).status).to.equal(204);
      expect((await app.call('GET', '/api/v1/rides/2')).status).to.equal(200);
    });

    it('refuses an unknown ride', async () => {
      expectRefusal(await app.call('DELETE', '/api/v1/rides/1'), 'rideId');
    });

    it('refuses a body with something in it, and keeps the ride', async () => {
      await offer();
      expectRefusal(await app.call('DELETE', '/api/v1/rides/1', { force: true }), 'force');
      expect((await app.call('GET', '/api/v1/rides/1')).status).to.equal(200);
    });
  });

  it('loses the rides and memberships of a user who leaves', async () => {
    await offer();
    await offer({ created_by: 'mohan' });
    await app.call('POST', '/api/v1/rides/2', { username: 'asha' });
    await store.write({ table: 'users', delete: true, where: { username: 'asha' } });
    expect((await app.call('GET', '/api/v1/rides/1')).status).to.equal(204);
    expect((await app.call('GET', '/api/v1/rides/2')).body).to.deep.include({ users: ['mohan'] });
  });
});
