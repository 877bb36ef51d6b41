import { METHODS } from 'node:http';
import { expect } from 'chai';
import fc from 'fast-check';
import { call } from '../support/client.ts';
import { exchange } from '../support/raw.ts';
import { startSample } from '../support/sample-app.ts';
import type { Sample } from '../support/sample-app.ts';

const method = fc.constantFrom(...METHODS.filter((name) => name !== 'CONNECT'));
const visible = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
});
const path = fc
  .tuple(
    fc.constantFrom('/', '/items', '/items/', '/items?name=', '/echo', '//', '/livez?'),
    fc.oneof(
      visible,
      fc.string({ unit: 'grapheme' }).map((name) => encodeURIComponent(name)),
      fc.string({ unit: fc.constantFrom('%', '/', '?', '&', '=', '2', 'f', '[', ']', '.') }),
    ),
  )
  .map(([start, rest]) => start + rest);
const body = fc.oneof(
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  fc.jsonValue().map((value) => JSON.stringify({ name: value, size: value, parts: [value] })),
  fc.constantFrom('{"__proto__":{"name":1}}', '{"constructor":1}', '{"name":{"toString":1}}'),
);
const headers = fc.record(
  {
    'Content-Type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'application/json;;=',
      'text/html',
      '/',
    ),
    'Content-Encoding': fc.constantFrom('gzip', 'br', 'deflate', 'zstd', 'identity', 'x'),
    'X-Request-Id': visible,
    Authorization: visible,
  },
  { requiredKeys: [] },
);

describe('hostile input', () => {
  let sample: Sample;

  beforeEach(async () => {
    sample = await startSample();
  });
  afterEach(() => sample.close());

  it('never leads to a 500, and every refusal is a problem', async () => {
    await fc.assert(
      fc.asyncProperty(method, path, headers, body, async (withMethod, onPath, withHeaders, sent) => {
        const answer = await call(sample.url + onPath, {
          method: withMethod,
          headers: withHeaders,
          body: sent,
        });
        expect(answer.status).to.be.below(500);
        if (answer.status >= 400) expect(answer.headers['content-type']).to.equal('application/problem+json');
      }),
      { numRuns: 1000 },
    );
  });

  it('that is no HTTP is answered with 400 as a problem', async () => {
    for (const bytes of [
      'nonsense\r\n\r\n',
      'GET /é HTTP/1.1\r\n\r\n',
      'GET / HTTP/9.9\r\n\r\n',
      'FOO / HTTP/1.1\r\n\r\n',
    ]) {
      const answer = await exchange(sample.port, bytes);
      expect(answer).to.match(/^HTTP\/1\.1 400 Bad Request\r\n/);
      expect(answer).to.match(/\r\nContent-Type: application\/problem\+json\r\n/);
      expect(answer).to.match(/\r\nConnection: close\r\n/);
    }
  });

  it('that asks for no path is answered with 400 as a problem', async () => {
    for (const target of ['//#@!', '/items#x', '*', 'items', 'ftp://a/items', 'http:///items']) {
      const answer = await exchange(sample.port, `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`);
      expect(answer, target).to.match(/^HTTP\/1\.1 400 Bad Request\r\n/);
      expect(answer).to.match(/\r\nContent-Type: application\/problem\+json\r\n/);
    }
  });

  it('cannot be told apart from the path alone when a proxy names the whole URL', async () => {
    for (const target of ['http://a:80/items?name=b', 'HTTP://a/items?name=b', '/items?name=b']) {
      const answer = await exchange(sample.port, `GET ${target} HTTP/1.1\r\nHost: a\r\n\r\n`);
      expect(answer, target).to.match(/^HTTP\/1\.1 200 OK\r\n.*\{"name":"b"\}$/s);
    }
  });

  it('with headers over 1 MiB is answered with 431', async () => {
    const answer = await exchange(sample.port, `GET /${'x'.repeat(1024 * 1024)} HTTP/1.1\r\nHost: a\r\n\r\n`);
    expect(answer).to.match(/^HTTP\/1\.1 431 /);
  });

  it('of random bytes leaves the service as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await exchange(sample.port, bytes);
        await exchange(sample.port, Buffer.concat([Buffer.from('GET /items HTTP/1.1\r\n'), bytes]));
        const start = 'PUT /items HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n';
        await exchange(sample.port, Buffer.concat([Buffer.from(start), bytes]));
      }),
      { numRuns: 100 },
    );
    expect(await call(`${sample.url}/items`)).to.include({ status: 200 });
  });
});
