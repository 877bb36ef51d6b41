import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import got from 'got';
import { identify } from '../../src/process/identity.ts';
import { signalProcess } from '../../src/process/stop.ts';
import { temporaryFolder } from '../../src/process/temporary-folder.ts';
import { startCommand } from '../support/command.ts';
import { lastingProcesses } from '../support/processes.ts';
import type { Endpoints, SystemPlan } from '../../src/system/plan.ts';
import type { SystemState } from '../../src/supervisor/state-file.ts';
import type { Outcome } from '../support/command.ts';
import type { TemporaryFolder } from '../../src/process/temporary-folder.ts';

describe('the commands', function () {
  this.timeout(300_000);
  let folder: TemporaryFolder;
  let dir: string;
  let endpoints: Endpoints;

  before(async () => {
    folder = await temporaryFolder();
    dir = join(folder.path, 'system');
  });

  after(async () => {
    await run('down');
    await folder.remove();
  });

  const start = (command: string, args: string[], env?: NodeJS.ProcessEnv) =>
    startCommand(dir, command, args, env);

  const run = (command: string, ...args: string[]): Promise<Outcome> => start(command, args)[1];

  async function read<T>(name: string): Promise<T> {
    return JSON.parse(await readFile(join(dir, name), 'utf8')) as T;
  }

  const state = () => read<SystemState<SystemPlan>>('state.json');

  const left = () => lastingProcesses(folder.path);

  it('tell of nothing, and stop nothing, before the first start', async () => {
    expect(await run('status')).to.deep.equal({
      code: 3,
      output: 'RideShare is not running: ./scripts/up starts it.\n',
    });
    const down = await run('down');
    expect(down.code).to.equal(0);
    expect(down.output).to.match(/^RideShare was not running\./);
  });

  for (const command of ['up', 'down', 'status']) {
    it(`refuse a flag that ${command} does not know`, async () => {
      const { code, output } = await run(command, '--bogus');
      expect(code).to.equal(2);
      expect(output).to.contain('--bogus');
    });
  }

  it('refuse to start on a port that is asked for and in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const [, outcome] = start('up', ['--process'], { RIDES_PORT: String(port) });
    const { code, output } = await outcome;
    server.close();
    expect(code).to.equal(1);
    expect(output).to.match(
      new RegExp(`did not come up: Port ${port} for rides is in use by .* set RIDES_PORT`),
    );
    expect(await left()).to.deep.equal([]);
  });

  it('leave nothing running when a start is interrupted, and let no second one in meanwhile', async () => {
    const [up, outcome] = start('up', ['--process']);
    await new Promise<void>((resolve) => {
      up.stdout?.on('data', (text) => String(text).includes('zookeeper') && resolve());
    });
    const second = await run('up', '--process');
    expect(second).to.deep.equal({
      code: 1,
      output: `Another RideShare command (pid ${up.pid ?? 0}) is at work here: wait until it has ended.\n`,
    });
    up.kill('SIGINT');
    const { code, output } = await outcome;
    expect(code, output).to.equal(130);
    expect(output).to.match(/^Interrupted: RideShare is not running\.$/m);
    expect(await left()).to.deep.equal([]);
    expect((await run('status')).code).to.equal(3);
  });

  it('start all, show each step, and say where it listens', async () => {
    const { code, output } = await run('up', '--process');
    expect(code, output).to.equal(0);
    endpoints = await read<Endpoints>('endpoints.json');
    expect(Object.keys(endpoints)).to.deep.equal(['edge', 'users', 'rides', 'dbaas']);
    for (const name of ['rabbitmq', 'zookeeper', 'orchestrator', 'users', 'rides', 'nginx']) {
      expect(output).to.match(new RegExp(String.raw`^ {2}${name} +ready +\d+\.\d s$`, 'm'));
    }
    expect(output).to.match(/^ {2}round trip +done/m);
    expect(output).to.match(/^RideShare is up \(\d+\.\d s\)\.$/m);
    for (const url of Object.values(endpoints)) expect(output).to.contain(url);
    expect(output.match(/^ {2}curl /gm)).to.have.lengthOf(3);
  });

  it('leave no trace of the round trip of the start', async () => {
    expect((await got(`${endpoints.edge}/api/v1/users`)).statusCode).to.equal(204);
    expect(await got(`${endpoints.edge}/api/v1/rides/count`).json()).to.deep.equal([0]);
  });

  it('show every part and every worker of a running system', async () => {
    const { code, output } = await run('status');
    expect(code, output).to.equal(0);
    expect(output).to.match(/^nginx +running +\d+ +\d+ s +http:/m);
    expect(output).to.match(/ +master +\d+ +\d+ +\d+$/m);
    expect(output).to.match(/ +slave +\d+ +\d+ +\d+$/m);
    const json = JSON.parse((await run('status', '--json')).output) as { state: string; workers: object[] };
    expect(json.state).to.equal('running');
    expect(json.workers[0]).to.include.keys('id', 'pid', 'role', 'offset', 'lag');
  });

  it('say that it runs already, and try it again, at a second start', async () => {
    const before = await state();
    const { code, output } = await run('up', '--process');
    expect(code).to.equal(0);
    expect(output).to.match(/^RideShare is running already\.$/m);
    expect((await state()).parts).to.deep.equal(before.parts);
  });

  it('keep data from stop to start', async () => {
    const user = { username: 'asha', password: 'a'.repeat(40) };
    await got.put(`${endpoints.edge}/api/v1/users`, { json: user });
    const down = await run('down');
    expect(down.code, down.output).to.equal(0);
    expect(down.output).to.match(/^RideShare is down \(\d+\.\d s\)\. Its data stays/m);
    expect(await left()).to.deep.equal([]);
    expect(existsSync(join(dir, 'endpoints.json'))).to.equal(false);
    expect((await run('up', '--process')).code).to.equal(0);
    endpoints = await read<Endpoints>('endpoints.json');
    expect(await got(`${endpoints.edge}/api/v1/users`).json()).to.deep.equal(['asha']);
  });

  it('see that the supervisor was killed, and start all again', async () => {
    const { supervisor } = await state();
    expect(signalProcess(supervisor, 'SIGKILL')).to.equal(true);
    const status = await run('status');
    expect(status.code).to.equal(1);
    expect(status.output).to.match(/^RideShare is degraded: supervisor is dead/m);
    const up = await run('up', '--process');
    expect(up.code, up.output).to.equal(0);
    expect(up.output).to.match(/^Stopping what an earlier run has left:$/m);
    expect((await run('status')).code).to.equal(0);
  });

  it('stop all that a killed supervisor has left, and forget the data with --purge', async () => {
    const { supervisor, parts } = await state();
    signalProcess(supervisor, 'SIGKILL');
    const down = await run('down', '--purge');
    expect(down.code, down.output).to.equal(0);
    expect(await left()).to.deep.equal([]);
    for (const part of parts) expect(identify(part.process?.pid ?? 0)).to.equal(undefined);
    expect(existsSync(dir)).to.equal(false);
  });
});
