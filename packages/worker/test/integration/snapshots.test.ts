import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { SnapshotStore, type Snapshot } from '../../src/snapshot/store.ts';
import { verify } from '../../src/snapshot/verify.ts';
import { hashTables } from '../../src/storage/hash.ts';
import { PinnedCopy } from '../../src/storage/pinned-copy.ts';
import { Caller, type Reply } from '../support/caller.ts';
import { Cluster, type RunningWorker } from '../support/cluster.ts';
import { Notes } from '../support/notes.ts';
import { until } from '../support/until.ts';

const ENTRIES = 20;

describe('Snapshots of running workers', function () {
  this.timeout(120_000);

  let cluster: Cluster;
  let caller: Caller;
  let notes: Notes;
  let store: SnapshotStore;
  const workers = new Map<string, RunningWorker>();

  before(async () => {
    cluster = await Cluster.start({ SNAPSHOT_ENTRIES: String(ENTRIES) });
    caller = new Caller(cluster.broker.url);
    await caller.start();
    notes = new Notes(caller);
    await join('one');
    await join('two');
    await cluster.leader();
    await notes.define();
    store = new SnapshotStore(cluster.snapshotsDir);
  });

  after(async () => {
    await caller.stop();
    await cluster.stop();
  });

  async function join(id: string): Promise<RunningWorker> {
    const worker = await cluster.startWorker(id);
    workers.set(id, worker);
    return worker;
  }

  async function slave(): Promise<RunningWorker> {
    const infos = await cluster.members.workers();
    const worker = workers.get(infos.find(({ role }) => role === 'slave')?.id ?? '');
    if (!worker) throw new Error('there is no slave');
    return worker;
  }

  /** Writes as much as calls for a snapshot, and waits until it is published. */
  async function nextSnapshot(): Promise<Snapshot> {
    const before = store.newest()?.offset ?? -1;
    await notes.addMany(ENTRIES);
    return until(() => store.list().find(({ offset }) => offset > before));
  }

  /** Writes once more, waits until all copies hold it and stand at one offset, and compares them. */
  async function expectEqualCopies(): Promise<void> {
    const last = await notes.add(crypto.randomUUID());
    const hashes = await until(() => {
      const seen = [...workers.values()].map(({ file }) => hashTables(file));
      const [first] = seen;
      const level = seen.every(({ offset }) => offset >= last && offset === first?.offset);
      return level ? seen : undefined;
    });
    for (const each of hashes) expect(each).to.deep.equal(hashes[0]);
  }

  async function origin(id: string): Promise<unknown> {
    const log = await cluster.logOf(id);
    return log.findLast(({ msg }) => msg === 'the copy is prepared');
  }

  it('are written by the slave after so many entries, sound, and with the hash of their tables', async () => {
    const snapshot = await nextSnapshot();
    expect(snapshot.worker).to.equal((await slave()).id);
    verify(snapshot.file);
    const copy = PinnedCopy.open(snapshot.file);
    expect(copy.position.offset).to.equal(snapshot.offset);
    expect(copy.hash()).to.equal(snapshot.hash);
    copy.close();
  });

  it('are kept as long as they are among the two newest', async () => {
    const second = await nextSnapshot();
    const third = await nextSnapshot();
    const kept = await until(() => {
      const offsets = store.list().map(({ offset }) => offset);
      return offsets.length === 2 ? offsets : undefined;
    });
    expect(kept).to.deep.equal([third.offset, second.offset]);
  });

  it('are what a new worker starts from', async () => {
    const newest = store.newest();
    await join('three');
    expect(await origin('three')).to.include({ from: 'snapshot', offset: newest?.offset });
    await expectEqualCopies();
  });

  it('are passed over when they are damaged, for the one before', async () => {
    await nextSnapshot();
    const [newest, older] = store.list();
    if (!newest || !older) throw new Error('there are not two snapshots');
    const file = await open(newest.file, 'r+');
    await file.write(Buffer.from('damage'), 0, 6, 5_000);
    await file.close();
    await join('four');
    expect(await origin('four')).to.include({ from: 'snapshot', offset: older.offset });
    await expectEqualCopies();
  });

  it('are what a worker starts from whose copy has diverged, was found out, and is thrown away', async () => {
    const tampered = await slave();
    const ended = once(tampered.child, 'exit');
    const db = new Database(tampered.file);
    db.exec(`UPDATE notes SET text = 'tampered with' WHERE id = 1`);
    db.close();
    const written: string[] = [];
    while (tampered.child.exitCode === null) {
      const text = crypto.randomUUID();
      written.push(text);
      expect(await notes.texts(await notes.add(text))).to.include(text);
    }
    expect(await ended).to.deep.equal([3, null]);
    expect(existsSync(tampered.file)).to.equal(false);
    const event = await until(() => caller.events[0]);
    expect(event).to.include({ event: 'divergence', worker: tampered.id });

    await cluster.members.removeWorker(tampered.id);
    await join(tampered.id);
    expect(await origin(tampered.id)).to.include({ from: 'snapshot' });
    await expectEqualCopies();
    expect(await notes.texts(await notes.add('last')))
      .to.include.members(written)
      .and.not.include('tampered with');
  });

  it('have a sibling in the backup that a caller asks for, which is consistent while writes go on', async () => {
    const floor = await notes.addMany(10, 'before the backup');
    const replies: Reply[] = [];
    void caller.read({ kind: 'backup', floor }).then((reply) => replies.push(reply));
    while (replies.length === 0) await notes.add(crypto.randomUUID());
    expect(replies).to.have.nested.property('[0].code', 'ok');
    const body = replies[0]?.body;
    const { file } = body as { file: string };
    expect(file).to.match(/^backup-[0-9a-f-]{36}\.db$/);
    const backup = path.join(cluster.snapshotsDir, file);
    verify(backup);
    expect(hashTables(backup).offset).to.be.at.least(floor);
    const db = new Database(backup, { readonly: true });
    const count = db.prepare(`SELECT count(*) FROM notes WHERE text LIKE 'before the backup%'`).pluck().get();
    db.close();
    expect(count).to.equal(10);
  });
});
