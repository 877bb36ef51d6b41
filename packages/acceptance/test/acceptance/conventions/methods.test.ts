import { expect } from 'chai';
import { expectMethodNotAllowed, expectProblem } from '../../support/problem.ts';
import { METHODS, OUR_PARSERS, SERVICES } from '../../support/routes.ts';
import { showsPage } from '../../support/shared.ts';

const UNKNOWN = [
  '/api',
  '/api/v1',
  '/api/v2/users',
  '/api/v1/user',
  '/api/v1/users/a/b',
  '/api/v1/rides/1/users',
  '/api/v1/rides/count/1',
  '/api/v1/db',
  '/api/v1/db/clear/all',
  '/api/v1/db/tables/a/b',
  '/api/v1/worker',
  '/favicon.ico',
  '/.git/config',
  '/api/v1/users;a=b/c',
];

for (const { name, service, routes } of SERVICES) {
  describe(`at ${name}`, () => {
    for (const { path, methods } of routes) {
      it(`${path} takes ${methods.join(' and ')} and answers 405 to the rest`, async () => {
        for (const method of METHODS.filter((other) => !methods.includes(other))) {
          expectMethodNotAllowed(await service.send(method, path), methods);
        }
      });
    }

    it('HEAD is answered like GET, without a body', async () => {
      for (const { path } of routes.filter(({ methods }) => methods.includes('GET'))) {
        const [head, get] = [await service.send('HEAD', path), await service.get(path)];
        expect(head.text).to.equal('');
        expect(head.status, path).to.equal(get.status);
      }
    });

    it('unknown paths are not found, whatever the method', async () => {
      for (const path of UNKNOWN) {
        for (const method of METHODS) expectProblem(await service.send(method, path), 404);
      }
    });

    it('the landing page, where there is one, is shown to who asks to see it', async () => {
      for (const method of METHODS) {
        const answer = await service.send(method, '/');
        if (!showsPage(name)) expectProblem(answer, 404);
        else if (method === 'GET') expect(answer.headers['content-type']).to.match(/^text\/html\b/);
        else expect(answer.status, method).to.be.oneOf([404, 405]);
      }
    });
  });
}

for (const { name, service } of OUR_PARSERS) {
  describe(`at ${name}`, () => {
    it('malformed percent-encoding is refused', async () => {
      for (const path of ['/api/v1/users/%', '/api/v1/rides/%E0%A4', '/api/v1/db/tables/%zz', '/%ff%']) {
        const answer = await service.get(path);
        expectProblem(answer, answer.status);
        expect(answer.status, path).to.be.oneOf([400, 404]);
      }
    });
  });
}
