import { once } from 'node:events';
import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Definition, Write } from '@rideshare/dbaas';
import { hashTables } from '../../src/storage/hash.ts';
import { Caller } from '../support/caller.ts';
import { Cluster, type RunningWorker } from '../support/cluster.ts';
import { until } from '../support/until.ts';

const NOTES: Definition = {
  table: 'notes',
  definition: {
    columns: [
      { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
      { name: 'text', type: 'text', notNull: true, unique: true },
    ],
  },
};

function note(text: string): Write {
  return {
    statements: [{ kind: 'insert', table: 'notes', columns: ['text'], rows: [[text]] }],
    transaction: false,
  };
}

describe('Workers over one log', function () {
  this.timeout(120_000);

  let cluster: Cluster;
  let caller: Caller;
  let workers: RunningWorker[];

  beforeEach(async () => {
    cluster = await Cluster.start();
    caller = new Caller(cluster.broker.url);
    await caller.start();
    workers = [await cluster.startWorker('one'), await cluster.startWorker('two')];
    await cluster.leader();
    expect((await caller.write('define', 'define-notes', NOTES)).code).to.equal('ok');
  });

  afterEach(async () => {
    await caller.stop();
    await cluster.stop();
  });

  function byId(id: string): RunningWorker {
    const worker = workers.find((candidate) => candidate.id === id);
    if (!worker) throw new Error(`there is no worker ${id}`);
    return worker;
  }

  function other(worker: RunningWorker): RunningWorker {
    return byId(worker.id === 'one' ? 'two' : 'one');
  }

  async function texts(floor: number): Promise<unknown> {
    const read = {
      table: 'notes',
      columns: ['text'],
      where: [],
      orderBy: [{ column: 'id', descending: false }],
      consistency: 'session' as const,
    };
    return (await caller.read({ kind: 'rows', read, floor })).body;
  }

  async function written(text: string, requestId: string = crypto.randomUUID()): Promise<number> {
    const { code, body } = await caller.write('write', requestId, note(text));
    expect(code, JSON.stringify(body)).to.equal('ok');
    return (body as { offset: number }).offset;
  }

  it('have one master, and the other copy answers reads of what was written', async () => {
    const offset = await written('hello');
    expect(await texts(offset)).to.deep.equal([{ text: 'hello' }]);
    const infos = await cluster.members.workers();
    expect(infos.map(({ role }) => role).sort()).to.deep.equal(['master', 'slave']);
  });

  it('register as what they were told that they run as', async () => {
    const { id } = await cluster.spawnWorker('contained');
    await cluster.members.announce(id, { pid: 123_456, container: 'c0ffee' });
    const infos = await cluster.until((all) => all.some((info) => info.id === id));
    expect(infos.find((info) => info.id === id)).to.include({ pid: 123_456, container: 'c0ffee' });
    expect(infos.find((info) => info.id === 'one')).not.to.have.property('container');
  });

  it('show from outside that they are well, over and over, from when they have joined', async () => {
    const alive = join(cluster.snapshotsDir, 'alive');
    const { id, pid, file } = await cluster.spawnWorker('watched', { ALIVE_FILE: alive });
    await until(() => existsSync(file) || undefined);
    expect(existsSync(alive)).to.equal(false);
    await cluster.members.announce(id, { pid });
    await until(() => existsSync(alive) || undefined);
    expect((await cluster.members.workers()).map((info) => info.id)).to.include(id);
    utimesSync(alive, 0, 0);
    await until(() => statSync(alive).mtimeMs > 0 || undefined);
  });

  it('give a repeated request its first outcome', async () => {
    const first = await caller.write('write', 'same', note('once'));
    const again = await caller.write('write', 'same', note('once'));
    expect(again).to.deep.equal(first);
    expect(await texts((first.body as { offset: number }).offset)).to.deep.equal([{ text: 'once' }]);
  });

  it('answer every write exactly once though the master is killed among them', async () => {
    const master = byId(await cluster.leader());
    const before = await Promise.all(Array.from({ length: 50 }, (_, i) => written(`before ${i}`)));
    const during = Array.from({ length: 200 }, (_, i) => written(`during ${i}`));
    await cluster.killWorker(master);
    const offsets = await Promise.all([...during, written('after')]);
    expect(await cluster.leader()).to.equal(other(master).id);
    const rows = (await texts(Math.max(...before, ...offsets))) as { text: string }[];
    expect(rows).to.have.length(251);
    expect(new Set(rows.map(({ text }) => text)).size).to.equal(251);
  });

  it('hand over and answer every write when the master is told to stop', async () => {
    const master = byId(await cluster.leader());
    const ended = once(master.child, 'exit');
    const pending = Array.from({ length: 100 }, (_, i) => written(`note ${i}`));
    master.child.kill('SIGTERM');
    const offsets = await Promise.all(pending);
    expect(await ended).to.deep.equal([0, null]);
    expect((await cluster.members.master())?.id).to.equal(other(master).id);
    expect(await texts(Math.max(...offsets))).to.have.length(100);
  });

  it('end well when told to stop before they have joined', async () => {
    const { child, file } = await cluster.spawnWorker('three');
    await cluster.until(() => existsSync(file));
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).to.deep.equal([0, null]);
  });

  it('let the master answer reads while it is alone, and the slave again when it is back', async () => {
    const master = byId(await cluster.leader());
    await cluster.killWorker(other(master));
    const offset = await written('alone');
    expect(await texts(offset)).to.deep.equal([{ text: 'alone' }]);
    await cluster.startWorker(other(master).id);
    expect(await texts(await written('together'))).to.deep.equal([{ text: 'alone' }, { text: 'together' }]);
  });

  it('leave reads to a slave that joins only when it takes them', async () => {
    const master = byId(await cluster.leader());
    await cluster.killWorker(other(master));
    const offset = await written('alone');
    expect(await texts(offset)).to.deep.equal([{ text: 'alone' }]);
    const progress = { answered: false };
    const answer = cluster
      .startWorker(other(master).id)
      .then(() => texts(offset))
      .finally(() => (progress.answered = true));
    const readers: number[] = [];
    while (!progress.answered) readers.push(await caller.readers());
    expect(await answer).to.deep.equal([{ text: 'alone' }]);
    expect(readers).not.to.include(0);
  });

  it('ignore entries of a term that is over, wherever they come from', async () => {
    caller.append({ kind: 'write', term: 0, master: 'ghost', seq: 1, requestId: 'stale' }, note('stale'));
    const offset = await written('fresh');
    expect(await texts(offset)).to.deep.equal([{ text: 'fresh' }]);
  });

  it('end a master that the log deposes', async () => {
    const master = byId(await cluster.leader());
    const ended = once(master.child, 'exit');
    caller.append({ kind: 'barrier', term: 1_000, master: 'usurper', origin: '' });
    await ended;
    await cluster.members.removeWorker(master.id);
    expect(await cluster.leader()).to.equal(other(master).id);
    expect(await texts(await written('go on'))).to.deep.equal([{ text: 'go on' }]);
  });

  it('never answer for a master that was frozen while another took over', async () => {
    const frozen = byId(await cluster.leader());
    await written('before');
    frozen.child.kill('SIGSTOP');
    const pending = [written('a', 'a'), written('b', 'b')];
    await cluster.until((infos) => !infos.some(({ id }) => id === frozen.id));
    expect(await cluster.leader()).to.equal(other(frozen).id);
    const ended = once(frozen.child, 'exit');
    frozen.child.kill('SIGCONT');
    await ended;
    const offsets = await Promise.all(pending);
    expect(await texts(Math.max(...offsets))).to.deep.equal([
      { text: 'before' },
      { text: 'a' },
      { text: 'b' },
    ]);
  });

  it('go on by themselves after the broker was killed and restarted', async () => {
    const offset = await written('before');
    await caller.stop();
    await cluster.broker.kill();
    await cluster.broker.restart();
    caller = new Caller(cluster.broker.url);
    await caller.start();
    const after = await written('after');
    expect(after).to.be.greaterThan(offset);
    expect(await texts(after)).to.deep.equal([{ text: 'before' }, { text: 'after' }]);
    expect(workers.map(({ child }) => child.exitCode)).to.deep.equal([null, null]);
  });

  it('hold equal tables at the same offset', async () => {
    await Promise.all(Array.from({ length: 500 }, (_, i) => written(`note ${i}`)));
    const final = await written('last');
    await texts(final);
    const [first, second] = workers.map(({ file }) => hashTables(file));
    expect(first?.offset).to.be.at.least(final);
    expect(second).to.deep.equal(first);
  });
});
