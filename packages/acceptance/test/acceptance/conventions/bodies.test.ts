import { expect } from 'chai';
import { gzipSync } from 'node:zlib';
import { expectProblem } from '../../support/problem.ts';
import { digest, freshName } from '../../support/riders.ts';
import { SERVICES } from '../../support/routes.ts';
import { edge, users } from '../../support/shared.ts';

const MIB = 1024 * 1024;
const JSON_TYPE = 'application/json';

const MALFORMED: Record<string, string | Buffer> = {
  'cut off': '{"username":"a"',
  'with something after it': '{} {}',
  'in single quotes': "{'username':'a'}",
  'with a trailing comma': '{"a":1,}',
  'of a word': 'undefined',
  'of white space': '  \n ',
  'not UTF-8': Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]),
  'with a raw control character': '{"a":"\u0001"}',
  'of 500,000 brackets': '['.repeat(500_000),
};

const WELL_FORMED = [
  'null',
  '7',
  'true',
  '"{}"',
  '[]',
  '[{}]',
  '{"unheard-of":1}',
  '{"__proto__":{"a":1}}',
  '{"a":{"a":{"a":[]}}}',
];

const withBody = SERVICES.flatMap(({ name, service, routes }) =>
  routes.flatMap(({ path, methods, bare }) =>
    methods
      .filter((method) => method !== 'GET')
      .map((method) => ({
        title: `${name} ${method} ${path}`,
        service,
        path,
        method,
        isBare: bare?.includes(method),
      })),
  ),
);

for (const { title, service, path, method, isBare } of withBody) {
  describe(`the body of ${title}`, () => {
    const send = (body: string | Buffer, headers: Record<string, string>) =>
      service.send(method, path, { body, headers });

    for (const [what, body] of Object.entries(MALFORMED)) {
      it(`is refused when it is JSON ${what}`, async () => {
        expectProblem(await send(body, { 'content-type': JSON_TYPE }), 400);
      });
    }

    for (const body of WELL_FORMED) {
      it(`is refused when it is ${body}`, async () => {
        expectProblem(await send(body, { 'content-type': JSON_TYPE }), 400);
      });
    }

    it('is refused in another content type or none', async () => {
      for (const type of [
        'text/plain',
        'application/x-www-form-urlencoded',
        'multipart/form-data',
        'jsonp',
        ',',
      ]) {
        expectProblem(await send('{}', { 'content-type': type }), 400);
      }
      expectProblem(await send('{}', {}), 400);
    });

    it('is refused in a charset or an encoding that is not known', async () => {
      expectProblem(await send('{}', { 'content-type': `${JSON_TYPE}; charset=klingon` }), 400);
      expectProblem(await send('{}', { 'content-type': JSON_TYPE, 'content-encoding': 'klingon' }), 400);
      expectProblem(await send('{}', { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' }), 400);
    });

    it('is refused over 1 MiB, and packed at any size', async () => {
      const big = `{"a":"${'x'.repeat(MIB)}"}`;
      expectProblem(await send(big, { 'content-type': JSON_TYPE }), 413);
      const packed = { 'content-type': JSON_TYPE, 'content-encoding': 'gzip' };
      expectProblem(await send(gzipSync(big), packed), 400);
    });

    if (!isBare) {
      it('is refused when it is missing or {}', async () => {
        expectProblem(await service.send(method, path), 400);
        expectProblem(await send('{}', { 'content-type': JSON_TYPE }), 400);
      });
    }
  });
}

for (const [name, service] of Object.entries({ users, edge })) {
  describe(`a body at the limit of ${name}`, () => {
    const headers = { 'content-type': `${JSON_TYPE}; charset=utf-8` };
    const put = (body: string) => service.send('PUT', '/api/v1/users', { body, headers });

    it('is taken at 1 MiB, and not a byte beyond', async () => {
      const body = JSON.stringify({ username: freshName(), password: digest('x') }).padEnd(MIB);
      expectProblem(await put(`${body} `), 413);
      expect((await put(body)).status).to.equal(201);
    });

    it('is taken or called too large when a username fills it', async () => {
      const password = digest('x');
      const frame = JSON.stringify({ username: '', password }).length;
      const answer = await put(JSON.stringify({ username: freshName().padEnd(MIB - frame, 'x'), password }));
      expect(answer.status, answer.text).to.be.oneOf([201, 413]);
    });
  });
}
