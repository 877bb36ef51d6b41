import { expect } from 'chai';
import { expectRefusal } from '../../../users/test/support/problem.ts';
import type { ServedApp } from '../../../users/test/support/served-app.ts';
import type { SqliteDatabase } from '../../../users/test/support/sqlite-database.ts';
import type { UserDirectory } from '../../src/user-directory.ts';
import { OFFER, startRidesApp } from '../support/rides-app.ts';

describe('the rides service', () => {
  let app: ServedApp;
  let store: SqliteDatabase;
  let users: UserDirectory;

  beforeEach(async () => {
    ({ app, store, users } = await startRidesApp('asha', 'mohan'));
  });
  afterEach(() => app.close());

  const offer = (change: Record<string, unknown> = {}) =>
    app.call('POST', '/api/v1/rides', { ...OFFER, ...change });
  const find = (source: unknown, destination: unknown) =>
    app.call('GET', `/api/v1/rides?source=${String(source)}&destination=${String(destination)}`);

  describe('offering a ride', () => {
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

  describe('finding rides', () => {
    it('answers 204 when there are none', async () => {
      await offer({ destination: 152 });
      const answer = await find(7, 151);
      expect(answer.status).to.equal(204);
      expect(answer.body).to.equal(undefined);
    });

    it('names upcoming ones only, soonest first, the older of two that start together before the other', async () => {
      const starts = ['59-59-11', '00-00-12', '01-00-12', '00-00-18', '00-00-13', '00-00-18'];
      for (const start of starts) await offer({ timestamp: `01-05-2030:${start}` });
      await offer({ timestamp: '30-04-2031:00-00-00' });
      const { body } = await find(7, 151);
      expect((body as { rideId: number }[]).map(({ rideId }) => rideId)).to.deep.equal([3, 5, 4, 6, 7]);
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

  describe('joining a ride', () => {
    const join = (username: string, rideId: number | string = 1) =>
      app.call('POST', `/api/v1/rides/${rideId}`, { username });

    beforeEach(async () => {
      await offer();
    });

    it('answers 200 and an empty object', async () => {
      const answer = await join('mohan');
      expect(answer.status).to.equal(200);
      expect(answer.body).to.deep.equal({});
    });

    it('refuses an unknown ride, whoever asks', async () => {
      expectRefusal(await join('zoya', 2), 'rideId');
      expectRefusal(await join('zoya', '9007199254740993'), 'rideId');
    });

    it('refuses an unknown user', async () => {
      expectRefusal(await join('zoya'), 'username');
    });

    it('refuses who is in it already: its creator, and who has joined', async () => {
      expectRefusal(await join('asha'), 'username');
      await join('mohan');
      expectRefusal(await join('mohan'), 'username');
    });

    it('lets exactly one of many concurrent joins of one user through', async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => join('mohan')));
      expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
      expect(answers.filter(({ status }) => status === 400)).to.have.length(9);
      expect((await app.call('GET', '/api/v1/rides/1')).body).to.deep.include({ users: ['asha', 'mohan'] });
    });

    it('refuses a user or a ride that goes just as the user is entered', async () => {
      users.exists = async () => {
        await store.write({ table: 'rides', delete: true, all: true });
        return true;
      };
      expectRefusal(await join('mohan'), 'rideId', 'username');
    });

    it('refuses a body without a username', async () => {
      expectRefusal(await app.call('POST', '/api/v1/rides/1', {}), 'username');
      expectRefusal(await app.call('POST', '/api/v1/rides/1'), 'body');
    });
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
