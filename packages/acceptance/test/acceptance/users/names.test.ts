import { expect } from 'chai';
import { expectJson, expectNoContent } from '../../support/problem.ts';
import { freshName, newUser, userPath } from '../../support/riders.ts';
import { freshTrip, listRides, newRide, type ListedRide } from '../../support/rides.ts';
import { behindAlb, edge, rides, users } from '../../support/shared.ts';

/** An Application Load Balancer takes no request line over 16 kB, and a letter may be six bytes of one. */
const LONG = behindAlb ? 2_500 : 100_000;

const NAMES = {
  [`of ${LONG} letters`]: () => freshName().padEnd(LONG, 'x'),
  [`of ${LONG} letters beyond ASCII`]: () => freshName().padEnd(LONG, 'ü'),
  'in several scripts': () => `${freshName()} ಬೆಂಗಳೂರು 東京 ناقل 🛺`,
  'with slashes and dots': () => `../${freshName()}/../..//./etc`,
  'with what URLs reserve': () => `${freshName()}?a=b&c#d;e+f%20g%2Fh`,
  'with quotes, backslashes and newlines': () => `${freshName()}'"\\\r\n\t;--`,
  'with spaces at both ends': () => ` ${freshName()} `,
  'with combining and invisible characters': () => `${freshName()}e\u0301\u200b\u202e\ufeff`,
  'with control characters': () => `${freshName()}\u0001\u007f\u0085`,
  'that objects inherit': () => `__proto__`,
  'that is one dot': () => '.',
  'that is two dots': () => '..',
  'that is a number': () => '007',
};

describe('a username', () => {
  for (const [what, make] of Object.entries(NAMES)) {
    it(`${what} is kept, found, rides and goes`, async () => {
      const name = await newUser(users, make());
      expectJson(await users.get(`/api/v1/users?username=${encodeURIComponent(name)}`), 200, [name]);

      const trip = freshTrip();
      const ride = await newRide(rides, name, trip);
      const listed = (await listRides(rides, trip)).json as ListedRide[];
      expect(listed.map(({ username }) => username)).to.include(name);
      const other = await newRide(rides, await newUser(users));
      expectJson(await rides.post(`/api/v1/rides/${other}`, { username: name }), 200, {});

      expectJson(await users.delete(userPath(name)), 200, {});
      expectNoContent(await rides.get(`/api/v1/rides/${ride}`));
    });
  }

  it(`of ${LONG} characters passes the edge in body, query and path`, async () => {
    const name = await newUser(edge, freshName().padEnd(LONG, 'x'));
    expectJson(await edge.get(`/api/v1/users?username=${name}`), 200, [name]);
    expectJson(await edge.delete(userPath(name)), 200, {});
  });

  it('with a slash passes the edge', async () => {
    const name = await newUser(edge, `${freshName()}/a/../b`);
    expectJson(await edge.delete(userPath(name)), 200, {});
  });

  it('is not the same when only its Unicode normal form is', async () => {
    const name = freshName();
    await newUser(users, `${name}\u00e9`);
    expectNoContent(await users.get(`/api/v1/users?username=${encodeURIComponent(`${name}e\u0301`)}`));
    await newUser(users, `${name}e\u0301`);
  });
});
