import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import type { Failpoint } from '../../src/failpoints/failpoint.ts';
import { SnapshotStore } from '../../src/snapshot/store.ts';
import { verify } from '../../src/snapshot/verify.ts';
import { hashTables } from '../../src/storage/hash.ts';
import { Caller } from '../support/caller.ts';
import { Cluster, type RunningWorker } from '../support/cluster.ts';
import { until } from '../support/until.ts';
import { WriteLoad } from '../support/write-load.ts';

/** Which time each point of a master is to kill, and whether it may be passed by a slave too. */
const MASTERS: Record<Exclude<Failpoint, keyof typeof SNAPSHOTS>, { pass: number; slaves?: true }> = {
  'before-barrier-append': { pass: 1 },
  'after-barrier-append': { pass: 1 },
  'before-barrier-pass': { pass: 1 },
  'after-barrier-pass': { pass: 1 },
  'before-append': { pass: 5 },
  'after-append': { pass: 5 },
  'before-apply': { pass: 5, slaves: true },
  'after-apply': { pass: 5, slaves: true },
  // The first commit of a master is that of its barrier.
  'before-commit': { pass: 2, slaves: true },
  'after-commit': { pass: 2, slaves: true },
  'before-reply': { pass: 5 },
  'after-reply': { pass: 5 },
  'before-acknowledge': { pass: 2 },
  'after-acknowledge': { pass: 2 },
};

/** What a worker that is killed there leaves in the folder of snapshots. */
const SNAPSHOTS = {
  'before-snapshot-rename': ['draft', 'draft'],
  'between-snapshot-renames': ['db', 'draft'],
  'after-snapshot-rename': ['db', 'json'],
};

const SNAPSHOT_ENTRIES = 20;

describe('A worker that is killed at a failpoint', function () {
  this.timeout(120_000);

  let cluster: Cluster;
  let caller: Caller;
  let env: Record<string, string> = {};
  const workers = new Map<string, RunningWorker>();
  /** Told as pids: each number counts once, from 500 upwards behind all others, downwards before them. */
  let [lowest, highest] = [500, 500];

  before(async () => {
    cluster = await Cluster.start();
    caller = new Caller(cluster.broker.url);
    await caller.start();
    for (const id of ['one', 'two', 'three']) await start(id);
    await WriteLoad.define(caller);
  });

  after(async () => {
    await caller.stop();
    await cluster.stop();
  });

  async function start(id: string, failpoints = '', pid: number = highest++): Promise<RunningWorker> {
    const worker = await cluster.startWorker(id, { ...env, FAILPOINTS: failpoints }, pid);
    workers.set(id, worker);
    return worker;
  }

  async function leave(id: string): Promise<void> {
    const child = workers.get(id)?.child;
    if (!child) throw new Error(`there is no worker ${id}`);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).to.deep.equal([0, null]);
  }

  async function cast(): Promise<{ master: string; victim: string; heir: string }> {
    const master = await cluster.leader();
    const [victim = '', heir = ''] = [...workers.keys()].filter((id) => id !== master);
    return { master, victim, heir };
  }

  /** Resolves when the worker was killed, by itself since nobody else does, and is buried. */
  async function killed({ id, child }: RunningWorker): Promise<void> {
    const ended: unknown[] = await once(child, 'exit');
    expect(ended).to.deep.equal([null, 'SIGKILL']);
    await cluster.members.removeWorker(id);
  }

  async function texts(): Promise<string[]> {
    const last = await caller.write('fence', crypto.randomUUID(), {});
    const { offset: floor } = last.body as { offset: number };
    const read = {
      table: 'events',
      columns: ['text'],
      where: [],
      orderBy: [],
      consistency: 'session' as const,
    };
    const { body } = await caller.read({ kind: 'rows', read, floor });
    return (body as { text: string }[]).map(({ text }) => text);
  }

  async function expectEqualCopies(): Promise<void> {
    const hashes = await until(() => {
      const seen = [...workers.values()].map(({ file }) => hashTables(file));
      return seen.every(({ offset }) => offset === seen[0]?.offset) ? seen : undefined;
    });
    for (const each of hashes) expect(each).to.deep.equal(hashes[0]);
  }

  for (const [point, { pass, slaves }] of Object.entries(MASTERS)) {
    it(`as master, ${point}, loses no write and doubles none`, async () => {
      const { master, victim, heir } = await cast();
      await leave(victim);
      const armed = await start(victim, `${point}:${pass}`, --lowest);
      const load = new WriteLoad(caller, `master ${point}`);
      const death = killed(armed);
      if (slaves) await leave(master);
      const written = load.until(death);
      if (!slaves) await leave(master);
      await death;
      await written;
      expect(await cluster.leader()).to.equal(heir);
      await load.expectOnce(texts);
      await Promise.all([start(victim), start(master)]);
      await expectEqualCopies();
    });

    if (!slaves) continue;
    it(`as slave, ${point}, goes on from where its copy stands`, async () => {
      const { master, victim } = await cast();
      await leave(victim);
      const armed = await start(victim, `${point}:${pass}`);
      const load = new WriteLoad(caller, `slave ${point}`);
      await load.until(killed(armed));
      expect(await cluster.leader()).to.equal(master);
      await load.expectOnce(texts);
      await start(victim);
      await expectEqualCopies();
    });
  }

  describe('among those of a snapshot', () => {
    let store: SnapshotStore;

    before(async () => {
      env = { SNAPSHOT_ENTRIES: String(SNAPSHOT_ENTRIES) };
      store = new SnapshotStore(cluster.snapshotsDir);
      for (const id of [...workers.keys()]) {
        await leave(id);
        await start(id);
      }
    });

    /** Writes as much as calls for a snapshot, and resolves when there is one, or the worker is dead. */
    async function nextSnapshot(load: WriteLoad, { child }: RunningWorker): Promise<void> {
      const newest = store.newest()?.offset ?? -1;
      for (let written = 0; written < SNAPSHOT_ENTRIES; written += 10) await load.batch();
      await until(() => child.signalCode ?? store.list().find(({ offset }) => offset > newest));
    }

    /** The files that are a worker's, which bear its name. */
    function filesOf(worker: string): string[] {
      const name = new RegExp(`^(tmp\\.|\\d+-)${worker}\\.`);
      return readdirSync(cluster.snapshotsDir).filter((file) => name.test(file));
    }

    function kinds(files: string[]): string[] {
      return files.map((file) => (file.startsWith('tmp.') ? 'draft' : file.replace(/.*\./, ''))).sort();
    }

    for (const [point, left] of Object.entries(SNAPSHOTS)) {
      it(`${point}, leaves nothing that is taken for a snapshot and is none`, async () => {
        const { victim } = await cast();
        await leave(victim);
        const before = filesOf(victim);
        const armed = await start(victim, point);
        const load = new WriteLoad(caller, point);
        const death = killed(armed);
        // Its first duty may come too late for the first one, which another slave writes then.
        while (armed.child.signalCode === null) await nextSnapshot(load, armed);
        await death;
        const added = filesOf(victim).filter((file) => !before.includes(file));
        expect(kinds(added)).to.deep.equal(left);
        for (const { file } of store.list()) verify(file);
        await nextSnapshot(load, await start(victim));
        expect(kinds(filesOf(victim))).not.to.include('draft');
        await load.expectOnce(texts);
        await expectEqualCopies();
      });
    }
  });
});
