import { expect } from 'chai';
import { expectRefusal } from '../support/problem.ts';
import type { ServedApp } from '../support/served-app.ts';
import type { SqliteDatabase } from '../support/sqlite-database.ts';
import { startUsersApp } from '../support/users-app.ts';

const PASSWORD = '3d725109c7e7c0bfb9d709836735b56d943d263f';

describe('the users service', () => {
  let app: ServedApp;
  let store: SqliteDatabase;

  beforeEach(async () => {
    ({ app, store } = await startUsersApp());
  });
  afterEach(() => app.close());

  const signUp = (username: string) => app.call('PUT', '/api/v1/users', { username, password: PASSWORD });
  const list = () => app.call('GET', '/api/v1/users');

  describe('listing', () => {
    it('answers 204 when there is nobody', async () => {
      const answer = await list();
      expect(answer.status).to.equal(204);
      expect(answer.body).to.equal(undefined);
    });

    it('names users in the order of their coming', async () => {
      for (const name of ['zoya', 'asha', 'mohan']) await signUp(name);
      expect((await list()).body).to.deep.equal(['zoya', 'asha', 'mohan']);
    });

    it('names users in that order when they are more than one answer of the database holds', async () => {
      const names = ['zoya', 'asha', 'mohan', 'bina', 'yash'];
      for (const name of names) await signUp(name);
      store.maxRows = 2;
      expect((await list()).body).to.deep.equal(names);
    });

    it('narrows to the name that is asked for', async () => {
      await signUp('asha');
      await signUp('mohan');
      expect((await app.call('GET', '/api/v1/users?username=mohan')).body).to.deep.equal(['mohan']);
      expect((await app.call('GET', '/api/v1/users?username=zoya')).status).to.equal(204);
    });

    it('refuses a name that is given twice', async () => {
      expectRefusal(await app.call('GET', '/api/v1/users?username=a&username=b'), 'username');
    });

    it('refuses a parameter that it does not know', async () => {
      expectRefusal(await app.call('GET', '/api/v1/users?name=a'), 'name');
    });
  });

  describe('leaving', () => {
    it('removes the user', async () => {
      await signUp('asha');
      await signUp('mohan');
      const answer = await app.call('DELETE', '/api/v1/users/asha', {});
      expect(answer.status).to.equal(200);
      expect(answer.body).to.deep.equal({});
      expect((await list()).body).to.deep.equal(['mohan']);
    });

    it('needs no body', async () => {
      await signUp('asha');
      expect((await app.call('DELETE', '/api/v1/users/asha')).status).to.equal(200);
    });

    it('refuses an unknown user', async () => {
      expectRefusal(await app.call('DELETE', '/api/v1/users/asha', {}), 'username');
    });

    it('refuses a body with something in it, and keeps the user', async () => {
      await signUp('asha');
      expectRefusal(await app.call('DELETE', '/api/v1/users/asha', { force: true }), 'force');
      expect((await list()).body).to.deep.equal(['asha']);
    });

    it('refuses a path that is no encoding of anything', async () => {
      expect((await app.call('DELETE', '/api/v1/users/%ff', {})).status).to.equal(400);
    });
  });

  describe('clearing', () => {
    it('removes everybody', async () => {
      await signUp('asha');
      const answer = await app.call('POST', '/api/v1/db/clear', {});
      expect(answer.status).to.equal(200);
      expect(answer.body).to.deep.equal({});
      expect((await list()).status).to.equal(204);
    });

    it('is content when there was nobody', async () => {
      expect((await app.call('POST', '/api/v1/db/clear')).status).to.equal(200);
    });
  });

  describe('counting requests', () => {
    const count = async () => (await app.call('GET', '/api/v1/_count')).body;

    it('counts every request to the users routes, whatever came of it', async () => {
      await signUp('asha');
      await signUp('asha');
      await app.call('PATCH', '/api/v1/users', {});
      await app.call('DELETE', '/api/v1/users/nobody', {});
      await app.call('GET', '/api/v1/users?name=a');
      expect(await count()).to.deep.equal([5]);
    });

    it('counts no other request', async () => {
      await app.call('POST', '/api/v1/db/clear', {});
      await app.call('GET', '/livez');
      await app.call('GET', '/api/v1/nothing');
      await count();
      expect(await count()).to.deep.equal([0]);
    });

    it('starts again at nought after a reset', async () => {
      await list();
      const answer = await app.call('DELETE', '/api/v1/_count', {});
      expect(answer.body).to.deep.equal({});
      expect(await count()).to.deep.equal([0]);
    });
  });
});
