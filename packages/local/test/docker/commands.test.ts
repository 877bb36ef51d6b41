import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import got from 'got';
import { temporaryFolder } from '../../src/process/temporary-folder.ts';
import { startCommand } from '../support/command.ts';
import { nothing, TestDeployment } from '../support/deployment.ts';
import type { Endpoints } from '../../src/system/plan.ts';
import type { Outcome } from '../support/command.ts';
import type { TemporaryFolder } from '../../src/process/temporary-folder.ts';

const all = ['load-balancer', 'master', 'orchestrator', 'rabbitmq', 'rides', 'slave', 'users', 'zookeeper'];

describe('the commands, in containers', function () {
  this.timeout(300_000);
  const deployment = new TestDeployment();
  let folder: TemporaryFolder;
  let dir: string;
  let endpoints: Endpoints;

  before(async () => {
    folder = await temporaryFolder();
    dir = join(folder.path, 'system');
  });

  after(async () => {
    await deployment.remove();
    await folder.remove();
  });

  const start = (command: string, args: string[], env: NodeJS.ProcessEnv = {}) =>
    startCommand(dir, command, args, { ...deployment.env, ...env });

  const run = (command: string, ...args: string[]): Promise<Outcome> => start(command, args)[1];

  async function findEndpoints(): Promise<void> {
    endpoints = JSON.parse(await readFile(join(dir, 'endpoints.json'), 'utf8')) as Endpoints;
  }

  const backup = () => join(folder.path, 'backup.db');
  const users = () => got(`${endpoints.edge}/api/v1/users`).json();
  const lastLine = ({ output }: Outcome) => output.trim().split('\n').at(-1);

  it('refuse to start while somebody else’s container has a name that they need', async () => {
    const name = `${deployment.names.prefix}rabbitmq`;
    const foreign = await deployment.docker.createContainer({ name, Image: 'worker:latest' });
    const up = await run('up', '--docker');
    await foreign.remove();
    expect(up.code).to.equal(1);
    expect(lastLine(up)).to.match(new RegExp(`a container named ${name} .* set CONTAINER_PREFIX`));
    expect(await deployment.left()).to.deep.equal(nothing);
  });

  it('leave nothing when a start is interrupted', async () => {
    const [up, outcome] = start('up', ['--docker']);
    while ((await deployment.containers()).length === 0) await sleep(20);
    up.kill('SIGINT');
    const { code, output } = await outcome;
    expect(code, output).to.equal(130);
    expect(output).to.match(/^Interrupted: RideShare is not running\.$/m);
    expect(await deployment.left()).to.deep.equal(nothing);
    expect((await run('status')).code).to.equal(3);
  });

  it('leave nothing when a part does not start, and show what it said', async () => {
    const [, outcome] = start('up', ['--docker'], { SLAVES: 'many' });
    const { code, output } = await outcome;
    expect(code, output).to.equal(1);
    expect(output).to.match(/did not come up: orchestrator ends .* the end of its log:\nSLAVES must be /);
    expect(await deployment.left()).to.deep.equal(nothing);
  });

  it('start all, show each step, and say where it listens', async () => {
    const { code, output } = await run('up', '--docker');
    expect(code, output).to.equal(0);
    const steps = [
      'zookeeper',
      'rabbitmq',
      'orchestrator',
      'master, slave',
      'users',
      'rides',
      'load-balancer',
    ];
    for (const step of steps)
      expect(output).to.match(new RegExp(String.raw`^ {2}${step} +ready +\d+\.\d s$`, 'm'));
    expect(output).to.match(/^ {2}round trip +done/m);
    await findEndpoints();
    for (const url of Object.values(endpoints)) expect(output).to.contain(url);
    expect(await deployment.containers()).to.deep.equal(all);
  });

  it('show every part and every worker', async () => {
    const { code, output } = await run('status');
    expect(code, output).to.equal(0);
    expect(output).to.match(/^load-balancer +running +\d+ +\d+ s +http:/m);
    expect(output).to.match(/ +master +\d+ +\d+ +\d+$/m);
    const json = JSON.parse((await run('status', '--json')).output) as { state: string; parts: object[] };
    expect(json.state).to.equal('running');
    expect(json.parts[0]).to.have.all.keys(
      ...['name', 'state', 'pid', 'uptimeSeconds', 'address', 'restarts', 'detail'],
    );
  });

  it('start it no second time, in containers or as processes', async () => {
    const before = await deployment.ids();
    const again = await run('up', '--docker');
    expect(again.code, again.output).to.equal(0);
    expect(again.output).to.match(/^RideShare was up already and works\.$/m);
    const processes = await run('up', '--process');
    expect(processes.code).to.equal(1);
    expect(lastLine(processes)).to.match(/it runs in containers already; .*down stops it$/);
    expect(await deployment.ids()).to.deep.equal(before);
  });

  it('find it by its label, see what is gone, and start what is left of it anew with its data', async () => {
    await got.put(`${endpoints.edge}/api/v1/users`, { json: { username: 'asha', password: 'a'.repeat(40) } });
    await writeFile(backup(), await got(`${endpoints.dbaas}/api/v1/db/backup`).buffer());
    await rm(join(dir, 'docker.json'));
    await deployment.container('rides').remove({ force: true });
    await deployment.container('orchestrator').stop();
    const status = await run('status');
    expect(status.code).to.equal(1);
    expect(status.output).to.match(/^RideShare is degraded: orchestrator is dead .*; rides is dead/m);
    const up = await run('up', '--docker');
    expect(up.code, up.output).to.equal(0);
    expect(up.output).to.match(/^Stopping what an earlier run has left:$/m);
    await findEndpoints();
    expect(await users()).to.deep.equal(['asha']);
    expect(await deployment.containers()).to.deep.equal(all);
  });

  it('stop it, keep its volumes, and restore nothing over them', async () => {
    const down = await run('down');
    expect(down.code, down.output).to.equal(0);
    expect(down.output).to.match(/^RideShare is down \(\d+\.\d s\)\. Its data stays/m);
    const { volumes, ...rest } = await deployment.left();
    expect(rest).to.deep.equal({ containers: [], networks: [] });
    for (const replace of [[], ['--replace']]) {
      const restore = await run('restore', '--docker', ...replace, backup());
      expect(restore.code).to.equal(1);
      expect(lastLine(restore)).to.match(/there is data in the volumes .*down --purge, then restore$/);
    }
    expect((await deployment.left()).volumes).to.have.members(volumes);
  });

  it('forget its volumes, and start again with what a backup holds', async () => {
    const purge = await run('down', '--purge');
    expect(purge.code, purge.output).to.equal(0);
    expect(await deployment.left()).to.deep.equal(nothing);
    const restore = await run('restore', '--docker', backup());
    expect(restore.code, restore.output).to.equal(0);
    expect(restore.output).to.match(/^ +users +1$/m);
    await findEndpoints();
    expect(await users()).to.deep.equal(['asha']);
    expect((await run('down', '--purge')).code).to.equal(0);
    expect(await deployment.left()).to.deep.equal(nothing);
  });
});
