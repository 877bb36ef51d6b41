import { once } from 'node:events';
import path from 'node:path';
import { expect } from 'chai';
import { SnapshotStore } from '../../src/snapshot/store.ts';
import { Copy } from '../../src/storage/copy.ts';
import { hashTables } from '../../src/storage/hash.ts';
import { PinnedCopy } from '../../src/storage/pinned-copy.ts';
import { Caller } from '../support/caller.ts';
import { Cluster } from '../support/cluster.ts';
import { Notes } from '../support/notes.ts';
import { until } from '../support/until.ts';
import { TestLog } from '../unit/storage/test-log.ts';

const LOG_MAX_BYTES = 1024 * 1024;
const NOTE = 'x'.repeat(1_000);

describe('Workers whose log has lost entries', function () {
  this.timeout(120_000);

  let cluster: Cluster;
  let caller: Caller;
  let store: SnapshotStore;

  beforeEach(async () => {
    cluster = await Cluster.start({ LOG_MAX_BYTES: String(LOG_MAX_BYTES) });
    caller = new Caller(cluster.broker.url, LOG_MAX_BYTES);
    await caller.start();
    store = new SnapshotStore(cluster.snapshotsDir);
  });

  afterEach(async () => {
    await caller.stop();
    await cluster.stop();
  });

  async function origin(id: string): Promise<unknown> {
    const log = await cluster.logOf(id);
    return log.findLast(({ msg }) => msg === 'the copy is prepared');
  }

  it('start from a snapshot, which is always taken before the log loses its beginning', async () => {
    const master = await cluster.startWorker('one');
    await cluster.startWorker('two');
    await cluster.leader();
    const notes = new Notes(caller);
    await notes.define();
    while ((await caller.logStart()) === 0) {
      const before = store.newest()?.offset ?? -1;
      await notes.addMany(300, `${crypto.randomUUID()} ${NOTE}`);
      await until(() => ((store.newest()?.offset ?? -1) > before ? true : undefined));
    }
    const third = await cluster.startWorker('three');
    expect(await origin('three')).to.include({ from: 'snapshot' });
    const last = await notes.add('last');
    const hashes = await until(() => {
      const [ours, theirs] = [hashTables(master.file), hashTables(third.file)];
      return ours.offset >= last && ours.offset === theirs.offset ? [ours, theirs] : undefined;
    });
    expect(hashes[1]).to.deep.equal(hashes[0]);
  });

  it('find out that the snapshot they started from is of another log, and set it aside', async () => {
    const offset = await publishForeign();
    const deceived = await cluster.spawnWorker('one');
    const [code] = (await once(deceived.child, 'exit')) as [number];
    expect(code).to.equal(3);
    expect(await origin('one')).to.include({ from: 'snapshot', offset });
    await cluster.startWorker('one');
    expect(await origin('one')).to.include({ from: 'nothing' });
    expect(store.list()).to.deep.equal([]);
  });

  it('do not begin an empty database in place of one whose snapshots are there', async () => {
    store.setAside(await publishForeign());
    const heir = await cluster.spawnWorker('one');
    const exit = once(heir.child, 'exit');
    await cluster.members.announce('one', { pid: heir.pid });
    expect((await exit)[0]).to.equal(3);
    const lines = (await cluster.logOf('one')).map(({ msg, reason }) => `${String(msg)}: ${String(reason)}`);
    expect(lines.join('\n')).to.include('the worker ends: the log is empty').and.not.include('leading');
  });

  /** Puts a snapshot of a log that this cluster never had where its workers look for one. */
  async function publishForeign(): Promise<number> {
    const log = new TestLog();
    const file = path.join(cluster.snapshotsDir, 'tmp.elsewhere.copy');
    const copy = Copy.open(file);
    copy.apply([log.barrier(), ...Array.from({ length: 20 }, () => log.mark())]);
    copy.close();
    const pinned = PinnedCopy.open(file);
    const [position, hash] = [pinned.position, pinned.hash()];
    const snapshot = store.temporaryFile('elsewhere');
    await pinned.backup(snapshot);
    pinned.close();
    return store.publish(snapshot, { ...position, hash, worker: 'elsewhere' }).offset;
  }
});
