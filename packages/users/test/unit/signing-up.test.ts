import { expect } from 'chai';
import { expectRefusal, problemIn } from '../support/problem.ts';
import type { ServedApp } from '../support/served-app.ts';
import type { SqliteDatabase } from '../support/sqlite-database.ts';
import { startUsersApp } from '../support/users-app.ts';

const PASSWORD = '3d725109c7e7c0bfb9d709836735b56d943d263f';

describe('signing up', () => {
  let app: ServedApp;
  let store: SqliteDatabase;

  beforeEach(async () => {
    ({ app, store } = await startUsersApp());
  });
  afterEach(() => app.close());

  const signUp = (username: string) => app.call('PUT', '/api/v1/users', { username, password: PASSWORD });
  const list = () => app.call('GET', '/api/v1/users');

  it('answers 201 and an empty object, and lists the user from then on', async () => {
    const answer = await signUp('asha');
    expect(answer.status).to.equal(201);
    expect(answer.body).to.deep.equal({});
    expect((await list()).body).to.deep.equal(['asha']);
  });

  it('refuses a name that is taken', async () => {
    await signUp('asha');
    expectRefusal(await signUp('asha'), 'username');
  });

  it('takes names that differ only in case for two', async () => {
    await signUp('asha');
    expect((await signUp('Asha')).status).to.equal(201);
  });

  it('gives a name to exactly one of many who ask for it at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => signUp('asha')));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([201, ...Array.from({ length: 19 }, () => 400)]);
  });

  it('takes a digest in capitals', async () => {
    const body = { username: 'asha', password: PASSWORD.toUpperCase() };
    expect((await app.call('PUT', '/api/v1/users', body)).status).to.equal(201);
  });

  it('never stores the digest that it received', async () => {
    await signUp('asha');
    const rows = await store.read({ table: 'users' });
    expect(JSON.stringify(rows)).to.include('asha').and.not.include(PASSWORD);
  });

  for (const [what, password] of [
    ['39 digits', PASSWORD.slice(1)],
    ['41 digits', `${PASSWORD}0`],
    ['a letter beyond f', `g${PASSWORD.slice(1)}`],
    ['a line break after it', `${PASSWORD}\n`],
    ['a number', 1234567890],
    ['nothing', undefined],
  ]) {
    it(`refuses a password of ${String(what)} and does not repeat it`, async () => {
      const answer = await app.call('PUT', '/api/v1/users', { username: 'asha', password });
      expectRefusal(answer, 'password');
      if (password !== undefined) expect(JSON.stringify(answer.body)).not.to.include(String(password).trim());
    });
  }

  it('refuses an unknown field', async () => {
    const body = { username: 'asha', password: PASSWORD, role: 'admin' };
    expectRefusal(await app.call('PUT', '/api/v1/users', body), 'role');
  });

  it('names both fields when both are missing', async () => {
    expectRefusal(await app.call('PUT', '/api/v1/users', {}), 'username', 'password');
  });

  it('refuses a body that is not there', async () => {
    expectRefusal(await app.call('PUT', '/api/v1/users'), 'username', 'password');
  });

  for (const [what, username] of [
    ['an empty name', ''],
    ['a number', 7],
    ['null', null],
  ]) {
    it(`refuses ${String(what)} for a username`, async () => {
      const answer = await app.call('PUT', '/api/v1/users', { username, password: PASSWORD });
      expectRefusal(answer, 'username');
    });
  }

  it('refuses half a surrogate pair, which no answer could carry', async () => {
    const answer = await app.call('PUT', '/api/v1/users', { username: 'a\ud800', password: PASSWORD });
    expect(answer.status).to.equal(400);
    expect(problemIn(answer).detail).to.include('surrogate');
  });
});
