import { expect } from 'chai';
import { expectJson, expectProblem } from '../../support/problem.ts';
import { digest, freshName, newUser, putUser } from '../../support/riders.ts';
import { users } from '../../support/shared.ts';

const USERS = '/api/v1/users';

describe('PUT /api/v1/users', () => {
  it('makes a user and answers {}', async () => {
    expectJson(await putUser(users, freshName()), 201, {});
  });

  it('takes a digest in either case', async () => {
    const username = freshName();
    const password = digest('secret').toUpperCase();
    expectJson(await users.put(USERS, { username, password }), 201, {});
  });

  it('refuses a name that is taken', async () => {
    const username = await newUser(users);
    expectProblem(await putUser(users, username), 400);
  });

  it('tells names apart by case', async () => {
    const name = freshName();
    expect((await putUser(users, name)).status).to.equal(201);
    expect((await putUser(users, name.toUpperCase())).status).to.equal(201);
  });

  it('frees the name of a deleted user', async () => {
    const username = await newUser(users);
    await users.delete(`${USERS}/${username}`);
    expectJson(await putUser(users, username), 201, {});
  });

  for (const password of [
    '',
    'secret',
    digest('x').slice(1),
    `${digest('x')}0`,
    digest('x').replace(/.$/, 'g'),
  ]) {
    it(`refuses "${password}" as a digest`, async () => {
      expectProblem(await users.put(USERS, { username: freshName(), password }), 400, 'password');
    });
  }

  for (const value of [null, 7, true, ['a'], { a: 1 }]) {
    const shown = JSON.stringify(value);
    it(`refuses ${shown} as a name or a digest`, async () => {
      expectProblem(await users.put(USERS, { username: value, password: digest('x') }), 400, 'username');
      expectProblem(await users.put(USERS, { username: freshName(), password: value }), 400, 'password');
    });
  }

  it('names what is missing and what is too much', async () => {
    const whole = { username: freshName(), password: digest('x') };
    expectProblem(await users.put(USERS, { password: whole.password }), 400, 'username');
    expectProblem(await users.put(USERS, { username: whole.username }), 400, 'password');
    expectProblem(await users.put(USERS, { ...whole, favourite: 'red' }), 400, 'favourite');
    expectJson(await users.put(USERS, whole), 201, {});
  });
});
