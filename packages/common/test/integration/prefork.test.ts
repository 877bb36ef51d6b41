import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { call, json } from '../support/client.ts';
import { endAll, RunningService } from '../support/service.ts';

describe('a pre-forked service', () => {
  afterEach(endAll);

  it('replaces a process that is killed', async () => {
    const service = new RunningService({ PROCESSES: '1' });
    const [first = NaN] = await service.serving(1);

    process.kill(first, 'SIGKILL');

    const [, second] = await service.serving(2);
    const { body } = await call(await service.url('/items/1'));
    expect(JSON.parse(body)).to.deep.equal({ pid: second });
    expect(second).not.to.equal(first);
  });

  it('kills and replaces a process that is stopped, while another answers in its place', async () => {
    const service = new RunningService({ HEARTBEAT_MS: '2000' });
    const [first = NaN, second] = await service.serving(2);
    const url = await service.url('/items/1');

    process.kill(first, 'SIGSTOP');

    const answers = await Promise.all(Array.from({ length: 8 }, () => call(url)));
    for (const { body } of answers) expect(JSON.parse(body)).to.deep.equal({ pid: second });

    expect(await service.ended(first)).to.include({ signal: 'SIGKILL' });
    await service.serving(3);
  });

  it('kills and replaces a process whose event loop is blocked', async () => {
    const service = new RunningService({ PROCESSES: '1', HEARTBEAT_MS: '2000' });
    const [first = NaN] = await service.serving(1);

    const blocked = call(await service.url('/block'), { method: 'POST' }).catch((error: unknown) => error);

    expect(await service.ended(first)).to.include({ signal: 'SIGKILL' });
    expect(await blocked).to.be.an('error');
    await service.serving(2);
    expect(await call(await service.url('/items/1'))).to.include({ status: 200 });
  });

  it('is replaced as a whole by SIGHUP without dropping a request, on kept connections or new ones', async () => {
    const service = new RunningService();
    const old = await service.serving(2);
    const url = await service.url('/items/1');
    const agents = [new Agent({ keepAlive: true }), new Agent({ keepAlive: false })];
    const answeredBy = new Set<number>();
    let reloaded = false;
    const client = async (agent: Agent): Promise<void> => {
      while (!reloaded) {
        const { status, body } = await call(url, { agent });
        expect(status).to.equal(200);
        answeredBy.add((JSON.parse(body) as { pid: number }).pid);
      }
    };
    const clients = Promise.all([...agents, ...agents, ...agents, ...agents].map(client));

    service.signal('SIGHUP');
    for (const pid of old) expect(await service.ended(pid)).to.include({ code: 0 });
    reloaded = true;

    await clients;
    agents.forEach((agent) => agent.destroy());
    const [, , third, fourth] = await service.serving(4);
    expect([...answeredBy]).to.include.members([...old, third]);
    expect(old).not.to.include(fourth);
  });

  it('finishes a request in flight on SIGTERM, closes its connection and exits with 0', async () => {
    const service = new RunningService({ PROCESSES: '1' });
    const agent = new Agent({ keepAlive: true });
    const headers = { ...json, Expect: '100-continue', 'Content-Length': 10 };
    const upload = request(await service.url('/items/1'), { method: 'PUT', headers, agent });
    upload.flushHeaders();
    await once(upload, 'continue');

    service.signal('SIGTERM');
    await service.lines(1, ({ msg }) => msg === 'closing');
    upload.end('{"size":1}');

    const [response] = (await once(upload, 'response')) as [IncomingMessage];
    response.resume();
    expect(response.statusCode).to.equal(201);
    expect(response.headers.connection).to.equal('close');
    expect(await service.exited).to.equal(0);
    agent.destroy();
  });

  it('stops at once on SIGTERM although clients keep idle connections', async () => {
    const service = new RunningService({ GRACE_MS: '60000' });
    await service.serving(2);
    const agent = new Agent({ keepAlive: true });
    await call(await service.url('/items/1'), { agent });

    service.signal('SIGTERM');

    expect(await service.exited).to.equal(0);
    expect(service.log.map(({ msg }) => msg)).not.to.include('process did not stop in time');
    agent.destroy();
  });

  it('exits with 0 on SIGTERM while it starts', async () => {
    for (const moment of ['process starts', 'starting']) {
      const service = new RunningService({ MODE: 'endless start' });
      await service.lines(1, ({ msg }) => msg === moment);
      service.signal('SIGTERM');
      expect(await service.exited).to.equal(0);
    }
  });

  it('leaves no process behind when its primary is killed', async () => {
    const service = new RunningService();
    const url = await service.url('/items/1');
    await service.serving(2);

    service.signal('SIGKILL');

    await service.outputEnded;
    expect(await call(url).catch((error: unknown) => error)).to.include({ code: 'ECONNREFUSED' });
  });

  it('kills a process that does not stop within the grace', async () => {
    const service = new RunningService({ MODE: 'endless stop', PROCESSES: '1', GRACE_MS: '300' });
    const [only = NaN] = await service.serving(1);

    service.signal('SIGTERM');

    expect(await service.exited).to.equal(0);
    expect(await service.ended(only)).to.include({ signal: 'SIGKILL' });
  });

  it('exits at once on the second SIGTERM', async () => {
    const service = new RunningService({ MODE: 'endless stop', GRACE_MS: '600000' });
    await service.serving(2);

    service.signal('SIGTERM');
    await service.lines(1, ({ msg }) => msg === 'stopping');
    service.signal('SIGTERM');

    expect(await service.exited).to.equal(1);
  });

  it('exits with 78 and does not try again when it is misconfigured', async () => {
    const service = new RunningService({ MODE: 'misconfigured', PROCESSES: '1' });

    expect(await service.exited).to.equal(78);
    expect(service.log.filter(({ msg }) => msg === 'starting')).to.have.length(1);
    expect(service.log.map(({ msg }) => msg)).to.include('MODE must be something else.');
  });

  it('tries again when a start fails for another reason', async () => {
    const service = new RunningService({ MODE: 'broken', PROCESSES: '1' });

    await service.lines(3, ({ msg, code }) => msg === 'process ended' && code === 1);

    service.signal('SIGTERM');
    expect(await service.exited).to.equal(0);
  });

  it('goes on as it is when a reload meets a misconfiguration', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'prefork-'));
    const file = join(folder, 'mode');
    await writeFile(file, 'sound');
    const service = new RunningService({ MODE_FILE: file });
    const old = await service.serving(2);
    await writeFile(file, 'misconfigured');

    service.signal('SIGHUP');
    await service.lines(1, ({ msg, code }) => msg === 'process ended' && code === 78);

    const { body } = await call(await service.url('/items/1'));
    expect(old).to.include((JSON.parse(body) as { pid: number }).pid);
    service.signal('SIGTERM');
    expect(await service.exited).to.equal(0);
    expect(service.log.filter(({ msg }) => msg === 'process ended')).to.have.length(3);
    await rm(folder, { recursive: true });
  });
});
