import { expect } from 'chai';
import { expectRefusal } from '../../../users/test/support/problem.ts';
import type { ServedApp } from '../../../users/test/support/served-app.ts';
import type { SqliteDatabase } from '../../../users/test/support/sqlite-database.ts';
import type { UserDirectory } from '../../src/user-directory.ts';
import { OFFER, startRidesApp } from '../support/rides-app.ts';

describe('joining a ride', () => {
  let app: ServedApp;
  let store: SqliteDatabase;
  let users: UserDirectory;

  beforeEach(async () => {
    ({ app, store, users } = await startRidesApp('asha', 'mohan'));
  });
  afterEach(() => app.close());

  const offer = (change: Record<string, unknown> = {}) =>
    app.call('POST', '/api/v1/rides', { ...OFFER, ...change });

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
    expectRefusal(await app.call('POST', '/api/v1/rides/1'), 'username');
  });
});
