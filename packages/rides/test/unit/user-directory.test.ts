import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { NameTooLongError, UsersService } from '../../src/user-directory.ts';

describe('UsersService', () => {
  const received: IncomingMessage[] = [];
  let answer: (response: ServerResponse) => void;
  const server = createServer((request, response) => {
    received.push(request);
    answer(response);
  });
  let users: UsersService;

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}`;
    users = new UsersService({ url, origin: 'http://rides.example', timeoutMs: 250 });
  });
  beforeEach(() => received.splice(0));
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  const answerWith = (status: number) => (response: ServerResponse) => response.writeHead(status).end();
  const failure = () => users.exists('asha').catch((error: unknown) => error);

  it('asks for the name, whatever is in it, with its own address as Origin', async () => {
    answer = answerWith(200);
    await users.exists('a&b=c +/?#ü語\u0000');
    const [{ method, url = '', headers } = {}] = received as Partial<IncomingMessage>[];
    expect(method).to.equal('GET');
    expect(new URL(url, 'http://users.example').pathname).to.equal('/api/v1/users');
    expect([...new URL(url, 'http://users.example').searchParams]).to.deep.equal([
      ['username', 'a&b=c +/?#ü語\u0000'],
    ]);
    expect(headers).to.include({ origin: 'http://rides.example' });
  });

  it('takes 200 for yes and 204 for no', async () => {
    answer = answerWith(200);
    expect(await users.exists('asha')).to.equal(true);
    answer = answerWith(204);
    expect(await users.exists('asha')).to.equal(false);
  });

  it('asks again, once, when the connection is cut', async () => {
    answer = (response) => {
      if (received.length === 1) response.destroy();
      else answerWith(200)(response);
    };
    expect(await users.exists('asha')).to.equal(true);
    expect(received).to.have.length(2);
  });

  for (const status of [301, 400, 404, 500, 502, 503, 504]) {
    it(`fails with 503 and Retry-After when it is answered ${status}, and does not ask again`, async () => {
      answer = answerWith(status);
      expect(await failure()).to.deep.include({ status: 503, headers: { 'Retry-After': '1' } });
      expect(received).to.have.length(1);
    });
  }

  for (const status of [414, 431]) {
    it(`takes ${status} for a name that is too long`, async () => {
      answer = answerWith(status);
      expect(await failure()).to.be.instanceOf(NameTooLongError);
    });
  }

  it('fails with 504 when there is no answer in time', async () => {
    answer = () => undefined;
    expect(await failure()).to.include({ status: 504 });
  });

  it('fails with 503 and Retry-After when nobody listens', async () => {
    const nowhere = new UsersService({
      url: 'http://127.0.0.1:1',
      origin: 'http://rides.example',
      timeoutMs: 250,
    });
    const error: unknown = await nowhere.exists('asha').catch((reason: unknown) => reason);
    expect(error).to.deep.include({ status: 503, headers: { 'Retry-After': '1' } });
  });
});
