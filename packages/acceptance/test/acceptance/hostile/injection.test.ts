import { expect } from 'chai';
import { expectNoFault } from '../../support/answers.ts';
import { expectJson, expectNoContent } from '../../support/problem.ts';
import { freshName, newUser, userPath } from '../../support/riders.ts';
import { daysAhead, newRide } from '../../support/rides.ts';
import { dbaas, rides, showsPage, users } from '../../support/shared.ts';
import { countRows, newTable, read, rows, write } from '../../support/tables.ts';

const ATTEMPTS = [
  "' OR '1'='1",
  "'; DROP TABLE users; --",
  '" OR ""="',
  '"; DELETE FROM users; --',
  '1 OR 1=1',
  "x' UNION SELECT sql FROM sqlite_master --",
  '%',
  '_',
  '*',
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '%00',
  // The nginx that shows the page lets no path with it pass, so there its user could not go.
  ...(showsPage('users') ? [] : ['\0']),
  '\r\nSet-Cookie: a=b',
  '?',
  '$1',
  ':name',
  '@name',
  '${jndi:ldap://x}',
  '{{7*7}}',
  '<script>alert(1)</script>',
  '__proto__',
  'ATTACH DATABASE "/tmp/x" AS x',
];

describe('an injection', () => {
  for (const attempt of ATTEMPTS) {
    const shown = JSON.stringify(attempt);

    it(`${shown} as a username is but a name`, async () => {
      const [witness, name] = [await newUser(users), `${freshName()}${attempt}`];
      expectNoContent(await users.get(`/api/v1/users?username=${encodeURIComponent(attempt)}`));
      await newUser(users, name);
      expectJson(await users.get(`/api/v1/users?username=${encodeURIComponent(name)}`), 200, [name]);
      const ride = await newRide(rides, witness);
      expectJson(await rides.post(`/api/v1/rides/${ride}`, { username: name }), 200, {});
      expectJson(await users.delete(userPath(name)), 200, {});
      expectNoFault('DELETE', await users.delete(userPath(attempt)));
      expectJson(await users.get(`/api/v1/users?username=${witness}`), 200, [witness]);
    });

    it(`${shown} in the other fields of users and rides is refused`, async () => {
      const creator = await newUser(users);
      const whole = { created_by: creator, timestamp: daysAhead(1), source: 1, destination: 2 };
      const answers = [
        await users.put('/api/v1/users', { username: freshName(), password: attempt }),
        await users.put('/api/v1/users', { username: freshName(), password: 'a'.repeat(40), [attempt]: 1 }),
        await rides.post('/api/v1/rides', { ...whole, created_by: attempt }),
        await rides.post('/api/v1/rides', { ...whole, timestamp: attempt }),
        await rides.post('/api/v1/rides', { ...whole, source: attempt }),
        await rides.post('/api/v1/rides', { ...whole, destination: attempt }),
        await rides.get(`/api/v1/rides?source=${encodeURIComponent(attempt)}&destination=2`),
        await rides.get(`/api/v1/rides/${encodeURIComponent(attempt)}`),
        await rides.delete(`/api/v1/rides/${encodeURIComponent(attempt)}`),
        await rides.post(`/api/v1/rides/${encodeURIComponent(attempt)}`, { username: creator }),
      ];
      expect(answers.map(({ status }) => status)).to.deep.equal(answers.map(() => 400));
      for (const answer of answers) expect(answer.headers).not.to.have.property('set-cookie');
    });

    it(`${shown} as an identifier is refused, and as a value kept`, async () => {
      const table = await newTable(dbaas);
      await write(dbaas, { table, insert: [{ name: attempt }, { name: 'witness' }] });
      expect(await rows(dbaas, { table, columns: ['name'], where: { name: attempt } })).to.deep.equal([
        { name: attempt },
      ]);
      const answers = [
        await write(dbaas, { table: attempt, insert: { name: 'x' } }),
        await write(dbaas, { table, insert: { name: 'x', [attempt]: 1 } }),
        await write(dbaas, { table, column: ['name', attempt], insert: ['x', 'y'] }),
        await write(dbaas, { table, update: { [attempt]: 1 }, all: true }),
        await write(dbaas, { table, delete: true, where: `${attempt}=1` }),
        await write(dbaas, { table, delete: true, where: { [attempt]: 1 } }),
        await write(dbaas, { table, delete: true, where: [{ column: 'name', op: attempt, value: 1 }] }),
        await read(dbaas, { table, columns: [attempt] }),
        await read(dbaas, { table, orderBy: attempt }),
        await read(dbaas, { table, limit: attempt }),
        await read(dbaas, { table: attempt }),
        await dbaas.put(`/api/v1/db/tables/${encodeURIComponent(attempt)}`, {
          columns: [{ name: attempt, type: 'text' }],
        }),
      ];
      expect(answers.map(({ status }) => status)).to.deep.equal(answers.map(() => 400));
      expect(await countRows(dbaas, table)).to.equal(2);
    });
  }
});
