import { expect } from 'chai';
import type { Answer } from '../../support/http.ts';
import { newUser } from '../../support/riders.ts';
import { SERVICES } from '../../support/routes.ts';
import { users } from '../../support/shared.ts';

function expectSafe({ headers }: Answer): void {
  expect(headers['x-content-type-options']).to.equal('nosniff');
  expect(headers['content-security-policy']).to.include("default-src 'none'");
  expect(headers['x-frame-options'] ?? headers['content-security-policy']).to.match(
    /SAMEORIGIN|DENY|frame-ancestors/,
  );
  expect(headers).not.to.have.any.keys('x-powered-by', 'access-control-allow-origin', 'set-cookie');
  expect(headers['server'] ?? '', 'a version').not.to.match(/\d/);
}

for (const { name, service, routes } of SERVICES) {
  describe(`the headers of ${name}`, () => {
    it('are safe on success, and on every kind of refusal', async () => {
      await newUser(users);
      expectSafe(await service.get(name === 'dbaas' ? '/api/v1/worker/list' : '/api/v1/_count'));
      expectSafe(await service.get('/nothing'));
      for (const { path } of routes) {
        expectSafe(await service.send('PATCH', path));
        expectSafe(
          await service.send('POST', path, { body: '{', headers: { 'content-type': 'application/json' } }),
        );
      }
    });

    it('echo nothing of what was sent', async () => {
      const mark = 'mark-7f3a';
      const answer = await service.get(`/api/v1/users?${mark}=${mark}`, {
        headers: {
          origin: `http://${mark}`,
          host: mark,
          referer: mark,
          cookie: mark,
          'x-forwarded-for': mark,
        },
      });
      expect(JSON.stringify(answer.headers)).not.to.include(mark);
    });
  });
}
