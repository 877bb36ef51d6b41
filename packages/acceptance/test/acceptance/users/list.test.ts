import { expect } from 'chai';
import { expectJson, expectNoContent, expectProblem } from '../../support/problem.ts';
import { digest, freshName, newUser } from '../../support/riders.ts';
import { dbaas, users } from '../../support/shared.ts';

const USERS = '/api/v1/users';

describe('GET /api/v1/users', () => {
  it('has nothing to say when there are no users', async () => {
    await users.post('/api/v1/db/clear', {});
    expectNoContent(await users.get(USERS));
  });

  it('lists every name once', async () => {
    await users.post('/api/v1/db/clear', {});
    const names = [await newUser(users), await newUser(users), await newUser(users)];
    const answer = await users.get(USERS);
    expect(answer.status).to.equal(200);
    expect(answer.json).to.be.an('array').with.members(names);
  });

  it('lists names that are longer in all than one answer of the database may be, in their order', async () => {
    await users.post('/api/v1/db/clear', {});
    const names = Array.from({ length: 20 }, () => freshName().padEnd(900_000, 'x'));
    for (const name of names) await newUser(users, name);
    expectProblem(await dbaas.post('/api/v1/db/read', { table: 'users' }), 413);
    const { status, json } = await users.get(USERS);
    await users.post('/api/v1/db/clear', {});
    expect(status).to.equal(200);
    expect((json as string[]).map(digest)).to.deep.equal(names.map(digest));
  });

  it('narrows to one name', async () => {
    const name = await newUser(users);
    expectJson(await users.get(`${USERS}?username=${name}`), 200, [name]);
  });

  it('has nothing to say of a name that differs by case, or is a pattern or a part of one', async () => {
    const name = await newUser(users);
    for (const other of [
      name.toUpperCase(),
      `${name.slice(0, -1)}%25`,
      `${name.slice(0, -1)}_`,
      name.slice(0, -1),
    ]) {
      expectNoContent(await users.get(`${USERS}?username=${other}`));
    }
    expectNoContent(await users.get(`${USERS}?username=${freshName()}`));
  });

  it('refuses two names and unknown parameters', async () => {
    expectProblem(await users.get(`${USERS}?username=a&username=b`), 400, 'username');
    expectProblem(await users.get(`${USERS}?name=a`), 400, 'name');
  });

  it('never shows a password', async () => {
    await newUser(users);
    expect((await users.get(USERS)).text).not.to.match(/[0-9a-f]{40}/i);
  });
});
