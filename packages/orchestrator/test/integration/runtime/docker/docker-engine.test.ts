import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DockerEngine } from '../../../../src/runtime/docker/docker-engine.ts';
import { EngineRefusalError, EngineUnavailableError } from '../../../../src/runtime/docker/engine-errors.ts';

describe('A Docker engine that', () => {
  let dir: string;
  let server: Server;
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  let engine: DockerEngine;

  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'engine-'));
    const socketPath = join(dir, 'docker.sock');
    server = createServer((request, response) => answer(request, response)).listen(socketPath);
    await once(server, 'listening');
    engine = new DockerEngine({ socketPath, deployment: 'test', containerPrefix: '', answerTimeoutMs: 50 });
  });

  afterEach(() => {
    server.closeAllConnections();
    server.close();
    rmSync(dir, { recursive: true });
  });

  it('does not answer at all counts as unavailable', async () => {
    answer = () => undefined;
    expect(await failureOf(engine.containers())).to.be.instanceOf(EngineUnavailableError);
    expect(await failureOf(engine.ends(() => undefined))).to.be.instanceOf(EngineUnavailableError);
  });

  it('breaks off in the middle of an answer counts as unavailable', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write('[', () => response.destroy());
    };
    expect(await failureOf(engine.containers())).to.be.instanceOf(EngineUnavailableError);
  });

  it('refuses is quoted', async () => {
    answer = (_request, response) => response.writeHead(500).end('{"message":"no space left on device"}');
    const failure = await failureOf(engine.start('0123'));
    expect(failure).to.be.instanceOf(EngineRefusalError);
    expect(failure).to.include({ status: 500, message: 'no space left on device' });
  });

  it('breaks off in the middle of an event ends the stream, and no more than that', async () => {
    answer = (_request, response) => {
      response.writeHead(200);
      response.write('{"id":"0123"}\n{"id":"45', () => response.destroy());
    };
    const ended: string[] = [];
    const { closed } = await engine.ends((id) => ended.push(id));
    await closed;
    expect(ended).to.deep.equal(['0123']);
  });

  it('is left is not heard of any more', async () => {
    answer = (_request, response) => {
      response.writeHead(200).flushHeaders();
    };
    const events = await engine.ends(() => undefined);
    events.close();
    await events.closed;
  });
});

function failureOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
