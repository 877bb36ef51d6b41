import { expect } from 'chai';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpClient } from '../../../../src/faults/load/http-client.ts';

describe('HttpClient', () => {
  let server: Server;
  let client: HttpClient;

  beforeEach(async () => {
    server = createServer((request, response) => {
      if (request.url === '/cut') response.destroy();
      else if (request.url === '/half') {
        response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
      } else request.pipe(response.writeHead(201, { 'x-method': request.method }));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    client = new HttpClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  });

  afterEach(() => {
    client.close();
    server.close();
  });

  it('sends JSON and gives the answer as it came', async () => {
    const answer = await client.send({ method: 'POST', path: '/', json: { a: 'ü' } });
    expect(answer).to.deep.equal({ status: 201, body: '{"a":"ü"}', unsent: false });
  });

  it('takes an answer that breaks off for none', async () => {
    const none = { status: 0, body: 'ECONNRESET', unsent: false };
    expect(await client.send({ method: 'GET', path: '/cut' })).to.deep.equal(none);
    expect(await client.send({ method: 'GET', path: '/half' })).to.deep.equal(none);
  });

  it('opens a connection for each request when it is not to keep them', async () => {
    const connections: unknown[] = [];
    server.on('connection', (socket) => connections.push(socket));
    const { port } = server.address() as AddressInfo;
    const fresh = new HttpClient(`http://127.0.0.1:${port}`, false);
    for (const sender of [client, client, fresh, fresh]) await sender.send({ method: 'GET', path: '/' });
    expect(connections).to.have.lengthOf(3);
  });

  it('tells that nobody can have got a request when nobody listens', async () => {
    server.close();
    await once(server, 'close');
    const answer = await client.send({ method: 'GET', path: '/' });
    expect(answer).to.deep.equal({ status: 0, body: 'ECONNREFUSED', unsent: true });
  });
});
