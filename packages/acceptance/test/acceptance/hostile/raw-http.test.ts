import { expect } from 'chai';
import { expectNoFaultIn } from '../../support/answers.ts';
import { exchange, get } from '../../support/raw.ts';
import { OUR_PARSERS } from '../../support/routes.ts';

const MIB = 1024 * 1024;

/** Requests that no HTTP library sends, and the statuses that fit. */
const CASES: Record<string, [string, number[]]> = {
  'no HTTP at all': ['hello\r\n\r\n', [400]],
  'a TLS handshake': ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
  'a header without a name': [get('/livez', ': x\r\n'), [400]],
  'a header with a NUL': [get('/livez', 'x: \0\r\n'), [400]],
  'two lengths': [get('/livez', 'Content-Length: 1\r\nContent-Length: 2\r\n'), [400]],
  'a length and chunks': [get('/livez', 'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n'), [400]],
  'a length below zero': [get('/livez', 'Content-Length: -1\r\n'), [400]],
  'a request line over 1 MiB': [get(`/${'a'.repeat(MIB)}`), [400, 414, 431]],
  'headers over 1 MiB': [get('/livez', `x: ${'a'.repeat(MIB)}\r\n`), [400, 431]],
  '3,000 headers': [get('/livez', 'x: y\r\n'.repeat(3_000)), [200, 400, 431]],
  'an expectation that nobody knows': [get('/livez', 'Expect: the unexpected\r\n'), [200, 417]],
  'the method TRACE': [get('/livez').replace('GET', 'TRACE'), [405]],
  'an absolute URL': [get('http://example.com/livez'), [200]],
  'an upgrade to a web socket': [get('/livez', 'Upgrade: websocket\r\nConnection: upgrade\r\n'), [200, 400]],
};

for (const { name, service } of OUR_PARSERS) {
  describe(`${name} when it is sent`, () => {
    for (const [what, [bytes, statuses]] of Object.entries(CASES)) {
      it(`${what} answers ${statuses.join(' or ')}`, async () => {
        const reply = await exchange(service.url, Buffer.from(bytes, 'latin1'), false);
        expect(reply, 'an answer').to.match(/^HTTP\/1\.1 \d{3} /);
        expect(Number(reply.slice(9, 12)), reply.slice(0, 500)).to.be.oneOf(statuses);
        expectNoFaultIn(reply);
      });
    }

    it('a body that is cut off closes the connection', async () => {
      const head = 'PUT /api/v1/users HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
      expectNoFaultIn(await exchange(service.url, `${head}Content-Length: 100\r\n\r\n{"user`));
      expectNoFaultIn(await exchange(service.url, `${head}Transfer-Encoding: chunked\r\n\r\n7\r\n{"user`));
    });

    it('a request that is smuggled in a body is not answered', async () => {
      const inner = 'GET /livez HTTP/1.1\r\nHost: x\r\n\r\n';
      const outer = get('/api/v1/nothing', `Content-Length: ${inner.length}\r\n`) + inner;
      expect((await exchange(service.url, outer, false)).match(/HTTP\/1\.1 \d{3}/g)).to.have.lengthOf(1);
    });
  });
}
