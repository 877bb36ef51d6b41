import { expect } from 'chai';
import { freePort } from '../../src/ports/free-port.ts';
import { startNginx } from '../../src/nginx/start.ts';
import { temporaryFolder } from '../../src/process/temporary-folder.ts';
import { useEdge } from '../support/edge.ts';
import { processesMentioning } from '../support/processes.ts';
import { sendRaw } from '../support/raw.ts';
import type { RawAnswer } from '../support/raw.ts';
import type { RunningServer } from '../../src/unit/server.ts';
import type { TemporaryFolder } from '../../src/process/temporary-folder.ts';

const megabyte = 1024 * 1024;

function expectProblem(answer: RawAnswer, status: number): void {
  expect(answer.status).to.equal(status);
  expect(answer.headers['content-type']).to.equal('application/problem+json');
  const problem = JSON.parse(answer.body) as Record<string, unknown>;
  expect(problem['status']).to.equal(status);
  expect(problem).to.include.keys('type', 'title', 'detail');
}

describe('the load balancer', () => {
  const { users, rides, edge } = useEdge();

  const request = (head: string, body = '') =>
    sendRaw(edge().port, `${head}\r\nHost: rides.example\r\nConnection: close\r\n\r\n${body}`);

  describe('chooses the service by the path as it was sent:', () => {
    const routes = [
      ['/api/v1/users', 'users'],
      ['/api/v1/users?username=a', 'users'],
      ['/api/v1/users/a%2Fb', 'users'],
      ['/api/v1/usersandmore', 'users'],
      ['/index.html', 'rides'],
      ['/assets', 'rides'],
      ['/api.html/', 'rides'],
      ['/status', 'rides'],
      ['/status/dbaas', 'rides'],
      ['/livez', 'rides'],
      ['/readyz', 'rides'],
      ['/metrics', 'rides'],
      ['/api/v1/rides', 'rides'],
      ['/api/v1/rides/7', 'rides'],
      ['/api/v1/db/clear', 'rides'],
      ['/api/v1/Users', 'rides'],
      ['/api/v1/%75sers', 'rides'],
      ['//api/v1/users', 'rides'],
      ['/api/v1/rides/../users', 'rides'],
      ['/elsewhere?to=/api/v1/users', 'rides'],
    ] as const;
    for (const [path, service] of routes) {
      it(`${path} goes to ${service}, untouched`, async () => {
        const answer = await request(`GET ${path} HTTP/1.1`);
        expect(answer.headers['upstream']).to.equal(service);
        expect((service === 'users' ? users : rides).seen.at(-1)?.url).to.equal(path);
      });
    }
  });

  it('passes method, body and the caller’s host, and tells who called and how', async () => {
    await request('PUT /api/v1/users HTTP/1.1\r\nContent-Length: 2\r\nOrigin: http://me', '{}');
    const seen = users.seen.at(-1);
    expect(seen).to.include({ method: 'PUT', body: '{}' });
    expect(seen?.headers).to.include({
      host: 'rides.example',
      origin: 'http://me',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
    });
  });

  it('passes a username of 100,000 characters that takes 900,000 bytes percent-encoded', async () => {
    const path = `/api/v1/users/${encodeURIComponent('ಬ'.repeat(100_000))}`;
    const answer = await request(`DELETE ${path} HTTP/1.1`);
    expect(answer.headers['upstream']).to.equal('users');
    expect(users.seen.at(-1)?.url).to.equal(path);
  });

  it('passes a body of exactly 1 MiB', async () => {
    await request(`POST /api/v1/rides HTTP/1.1\r\nContent-Length: ${megabyte}`, 'x'.repeat(megabyte));
    expect(rides.seen.at(-1)?.body.length).to.equal(megabyte);
  });

  describe('answers with a problem document of its own, and lets nothing through, for', () => {
    const refused: [string, string, string, number][] = [
      ['a malformed request line', 'GET / HTTP/x', '', 400],
      ['a method that is no token', 'G(T / HTTP/1.1', '', 400],
      ['a malformed percent-encoding', 'GET /%zz HTTP/1.1', '', 400],
      ['a path that climbs above the root', 'GET /../x HTTP/1.1', '', 400],
      ['two lengths', 'POST / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2', 'x', 400],
      [
        'a length and chunks',
        'POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked',
        '0\r\n\r\n',
        400,
      ],
      ['bad chunks', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked', 'zz\r\nhello\r\n', 400],
      ['an unknown transfer encoding', 'POST / HTTP/1.1\r\nTransfer-Encoding: zip', '', 501],
      ['TRACE', 'TRACE / HTTP/1.1', '', 405],
      ['CONNECT', 'CONNECT a:80 HTTP/1.1', '', 400],
      [
        'a body of more than 1 MiB',
        `POST / HTTP/1.1\r\nContent-Length: ${megabyte + 1}`,
        'x'.repeat(megabyte + 1),
        413,
      ],
      ['an address of more than 1 MiB', `GET /${'a'.repeat(megabyte)} HTTP/1.1`, '', 414],
      ['a header of more than 1 MiB', `GET / HTTP/1.1\r\nX: ${'a'.repeat(megabyte)}`, '', 431],
      ['another version of HTTP', 'GET / HTTP/9.1', '', 505],
    ];
    for (const [what, head, body, status] of refused) {
      it(`${what} (${status})`, async () => {
        const before = users.seen.length + rides.seen.length;
        expectProblem(await request(head, body), status);
        expect(users.seen.length + rides.seen.length).to.equal(before);
      });
    }

    it('a body of more than 1 MiB in chunks (413)', async () => {
      const body = `100001\r\n${'x'.repeat(megabyte + 1)}\r\n0\r\n\r\n`;
      expectProblem(await request('POST /api/v1/rides HTTP/1.1\r\nTransfer-Encoding: chunked', body), 413);
    });
  });

  it('does not show its inner addresses', async () => {
    const answer = await request('GET /.problem/502 HTTP/1.1');
    expectProblem(answer, 404);
  });
});

describe('the load balancer in front of services that are down', () => {
  let folder: TemporaryFolder;
  let edge: RunningServer;

  before(async () => {
    folder = await temporaryFolder();
    const nowhere = `127.0.0.1:${await freePort()}`;
    edge = await startNginx({ dir: folder.path, users: nowhere, rides: nowhere });
  });

  after(async () => {
    await edge.stop();
    await folder.remove();
  });

  for (const method of ['GET', 'POST']) {
    it(`answers a ${method} with 502, a problem document and Retry-After`, async () => {
      const answer = await sendRaw(
        edge.port,
        `${method} /api/v1/rides HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
      );
      expectProblem(answer, 502);
      expect(answer.headers['retry-after']).to.equal('1');
    });
  }

  it('serves again on the same port when its main process was killed, and leaves nothing behind', async () => {
    await edge.kill();
    await edge.restart();
    const answer = await sendRaw(
      edge.port,
      'GET /api/v1/rides HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n',
    );
    expectProblem(answer, 502);
    await edge.stop();
    expect(processesMentioning(folder.path)).to.deep.equal([]);
  });
});
