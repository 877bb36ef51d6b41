import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { Writable } from 'node:stream';
import { expect } from 'chai';
import { pino } from 'pino';
import { createLogger, listen } from '../../src/index.ts';
import type { Listening } from '../../src/index.ts';
import { call } from '../support/client.ts';
import { exchange } from '../support/raw.ts';
import { startSample } from '../support/sample-app.ts';

const logger = createLogger('server', 'silent');
const any = { host: '127.0.0.1', port: 0, logger };

describe('a server', () => {
  it('rejects when its port is taken', async () => {
    const first = await listen((_request, response) => response.end(), any);
    const fault = await listen(() => undefined, { ...any, port: first.port }).catch(
      (error: unknown) => error,
    );
    expect(fault).to.include({ code: 'EADDRINUSE' });
    await first.close();
  });

  it('closes although a client holds a connection on which it never asked anything', async () => {
    const server = await listen((_request, response) => response.end(), any);
    const socket = connect(server.port, '127.0.0.1');
    await once(socket, 'connect');
    await call(`http://127.0.0.1:${server.port}/`);
    await server.close(600_000);
    await once(socket.resume(), 'close');
  });

  it('closes a connection on which an answer had begun before, once that answer is over', async () => {
    const begun = Promise.withResolvers<() => void>();
    const server = await listen((_request, response) => {
      response.write('half ');
      begun.resolve(() => response.end('whole'));
    }, any);
    const agent = new Agent({ keepAlive: true });
    const answer = call(`http://127.0.0.1:${server.port}/`, { agent });
    const finish = await begun.promise;
    const closed = server.close(600_000);
    finish();
    expect(await answer).to.include({ status: 200, body: 'half whole' });
    await closed;
    agent.destroy();
  });

  it('cuts what is not over when the grace is', async () => {
    const arrived = Promise.withResolvers<undefined>();
    const server: Listening = await listen(() => arrived.resolve(undefined), any);
    const answer = call(`http://127.0.0.1:${server.port}/`).catch((error: unknown) => error);
    await arrived.promise;
    await server.close(1);
    expect(await answer).to.be.an('error');
  });

  it('answers pipelined requests in order', async () => {
    const sample = await startSample();
    const ask = (name: string): string => `GET /items/${name} HTTP/1.1\r\nHost: a\r\n\r\n`;
    const answer = await exchange(sample.port, ask('a') + ask('b'));
    expect(answer.match(/\{.*?\}/g)).to.deep.equal(['{"name":"a"}', '{"name":"b"}']);
    await sample.close();
  });
});

describe('the log of an application', () => {
  interface Line {
    level: number;
    status: number;
    requestId: string;
    err?: { message: string; stack: string };
  }

  /** The sample with a log that the test can read, as soon as it has so many lines. */
  async function startLogged(
    level: string,
  ): Promise<{ url: string; lines: Line[]; line: () => Promise<Line>; close: () => Promise<void> }> {
    const lines: Line[] = [];
    const written = new EventTarget();
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(JSON.parse(String(chunk)) as Line);
        written.dispatchEvent(new Event('line'));
        done();
      },
    });
    const sample = await startSample({ logger: pino({ level }, stream) });
    const line = async (): Promise<Line> => {
      for (;;) {
        const next = lines.shift();
        if (next) return next;
        await once(written, 'line');
      }
    };
    return { url: sample.url, lines, line, close: () => sample.close() };
  }

  it('tells at error level of an unexpected failure, with its cause and the id of the request', async () => {
    const { url, line, close } = await startLogged('info');
    const { headers } = await call(`${url}/failures`);
    const { level, status, requestId, err } = await line();
    expect({ level, status, requestId }).to.deep.equal({
      level: 50,
      status: 500,
      requestId: headers['x-request-id'],
    });
    expect(err?.message).to.equal('the secret of the house');
    expect(err?.stack).to.include('sample-app.ts');
    await close();
  });

  it('tells of success and refusal at debug level only', async () => {
    const { url, lines, line, close } = await startLogged('info');
    for (const path of ['/items/a', '/nothing', '/items/%zz']) await call(url + path);
    await call(`${url}/failures`);
    expect(await line()).to.include({ status: 500 });
    expect(lines).to.deep.equal([]);
    await close();
    const verbose = await startLogged('debug');
    await call(`${verbose.url}/items/a`);
    expect(await verbose.line()).to.include({ status: 200, level: 20 });
    await verbose.close();
  });

  it('is quiet about a client that went away in the middle of its request', async () => {
    const { url, line, close } = await startLogged('debug');
    const upload = request(`${url}/echo`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Length': 10, Expect: '100-continue' },
    });
    upload.on('error', () => undefined);
    upload.flushHeaders();
    await once(upload, 'continue');
    upload.destroy();
    expect(await line()).to.include({ status: 499, level: 20 });
    await close();
  });
});
