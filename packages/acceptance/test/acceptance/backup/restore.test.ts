import { existsSync, globSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freeze } from '@rideshare/fault-injection';
import { temporaryFolder, type Endpoints, type TemporaryFolder } from '@rideshare/local';
import { expect } from 'chai';
import { contentsOf, saveBackup, servedContents } from '../../support/backups.ts';
import { runCommand, runScript } from '../../support/commands.ts';
import { freshName, newUser, userPath } from '../../support/riders.ts';
import { newRide } from '../../support/rides.ts';
import { Service } from '../../support/service.ts';
import { dbaas as source, edge as sourceEdge } from '../../support/shared.ts';
import { countRows, newTable, write } from '../../support/tables.ts';
import { until } from '../../../src/until.ts';
import { awaitReplacement, pidOf, workerPids } from '../../support/workers.ts';

const RESTORE_MS = 300_000;
const TOKEN = 'a-token-of-the-acceptance-tests';

describe('a system that is restored', function () {
  this.timeout(RESTORE_MS);

  let folder: TemporaryFolder;
  let dir: string;
  let endpoints: Endpoints;
  const dbaas = new Service(() => endpoints.dbaas);
  const edge = new Service(() => endpoints.edge);

  const inside = (name: string) => join(folder.path, name);
  const backup = () => inside('first.db');
  const second = () => inside('second.db');

  before(async () => {
    folder = await temporaryFolder('rideshare-acceptance-');
    dir = inside('system');
  });

  after(async () => {
    await runCommand(dir, 'down');
    await folder.remove();
  });

  const restore = (args: string[], env?: NodeJS.ProcessEnv) =>
    runCommand(dir, 'restore', ['--process', ...args], env);

  function findEndpoints(): void {
    endpoints = JSON.parse(readFileSync(join(dir, 'endpoints.json'), 'utf8')) as Endpoints;
  }

  function setAside(): string[] {
    return readdirSync(dir).filter((name) => name.startsWith('before-restore-'));
  }

  let rider: string;
  let lastRide: number;
  let keyed: { table: string; key: string; answer: string };

  const keyedWrite = (service: Service) =>
    write(
      service,
      { table: keyed.table, insert: { name: 'once' } },
      { headers: { 'idempotency-key': keyed.key } },
    );

  it('holds what the backup holds', async () => {
    rider = await newUser(sourceEdge, `${freshName()} 🛺`);
    await newRide(sourceEdge, rider);
    lastRide = await newRide(sourceEdge, rider);
    expect((await sourceEdge.delete(`/api/v1/rides/${lastRide}`)).status).to.equal(200);
    keyed = { table: await newTable(source), key: freshName('key'), answer: '' };
    keyed.answer = (await keyedWrite(source)).text;
    await saveBackup(source, backup());

    const { code, output } = await runScript(dir, 'restore', ['--process', backup()]);
    expect(code, output).to.equal(0);
    findEndpoints();
    const contents = contentsOf(backup());
    expect(await servedContents(dbaas)).to.deep.equal(contents);
    expect((await edge.get(`/api/v1/users?username=${encodeURIComponent(rider)}`)).json).to.deep.equal([
      rider,
    ]);
    expect(output).to.match(new RegExp(String.raw`^ +users +${contents['users']?.length ?? 0}$`, 'm'));
    expect(output).to.contain(endpoints.edge);
    expect(setAside()).to.deep.equal([]);
  });

  it('remembers the requests that were done before', async () => {
    const again = await keyedWrite(dbaas);
    expect(again.text).to.equal(keyed.answer);
    expect(again.status).to.equal(200);
    expect(await countRows(dbaas, keyed.table)).to.equal(1);
  });

  it('gives rides ids that were never used', async () => {
    expect(await newRide(edge, rider)).to.be.above(lastRide);
  });

  it('comes back with all rows when every worker dies and loses its copy', async () => {
    const before = await servedContents(dbaas);
    const pids = await workerPids(dbaas);
    const state = JSON.parse(readFileSync(join(dir, 'state.json'), 'utf8')) as {
      parts: { name: string; process: { pid: number } }[];
    };
    const orchestrator = state.parts.find(({ name }) => name === 'orchestrator');
    const goOn = freeze(orchestrator?.process.pid ?? 0);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    for (const data of globSync(join(dir, 'workers', '*', 'data', '*'))) rmSync(data);
    goOn();
    await awaitReplacement(dbaas, pids);
    expect(await until('its rows', () => servedContents(dbaas))).to.deep.equal(before);
  });

  it('gives a backup that can be restored again, though the slave that was asked for it dies', async () => {
    const goOn = freeze(await pidOf(dbaas, 'slave'));
    try {
      await saveBackup(dbaas, second());
    } finally {
      goOn();
    }
    expect(contentsOf(second())).to.deep.equal(await servedContents(dbaas));
    expect(globSync(join(dir, 'snapshots', 'backup-*'))).to.deep.equal([]);
  });

  it('is not touched by another restore while it runs', async () => {
    const { code, output } = await restore(['--replace', second()]);
    expect(code).to.equal(1);
    expect(output).to.match(/^RideShare was not restored: it is running; \.\/scripts\/down stops it$/m);
    expect((await dbaas.get('/readyz')).status).to.equal(200);
  });

  it('is not replaced unless that is asked for', async () => {
    expect((await runCommand(dir, 'down')).code).to.equal(0);
    const { code, output } = await restore([second()]);
    expect(code).to.equal(1);
    expect(output).to.match(/^RideShare was not restored: there is data in .* already; --replace /m);
    expect(setAside()).to.deep.equal([]);
  });

  it('is put back when its replacement does not start', async () => {
    const before = globSync(join(dir, '{workers,snapshots,rabbitmq,zookeeper}', '**')).sort();
    const { code, output } = await restore(['--replace', second()], { PATH: '/nowhere' });
    expect(code).to.equal(1);
    expect(output).to.match(/^The data of before is back in its place\.$/m);
    expect(output).to.match(/^RideShare was not restored: \w+ /m);
    expect(globSync(join(dir, '{workers,snapshots,rabbitmq,zookeeper}', '**')).sort()).to.deep.equal(before);
    expect(setAside()).to.deep.equal([]);
  });

  it('is kept aside when it is replaced', async () => {
    const { code, output } = await restore(['--replace', second()], { DBAAS_TOKEN: TOKEN });
    expect(code, output).to.equal(0);
    findEndpoints();
    const [aside = '', ...more] = setAside();
    expect(more).to.deep.equal([]);
    expect(output).to.contain(`is set aside in ${join(dir, aside)}`);
    for (const part of ['workers', 'snapshots', 'rabbitmq', 'zookeeper']) {
      expect(existsSync(join(dir, aside, part)), part).to.equal(true);
    }
    expect((await edge.get(`/api/v1/rides/count`)).json).to.deep.equal([
      contentsOf(second())['rides']?.length,
    ]);
    expect((await edge.delete(userPath(rider))).status).to.equal(200);
  });
});
