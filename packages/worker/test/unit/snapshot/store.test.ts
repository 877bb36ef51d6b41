import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { SnapshotStore } from '../../../src/snapshot/store.ts';
import { SnapshotStage } from './snapshots.ts';

const HOUR_MS = 60 * 60 * 1_000;

describe('SnapshotStore', () => {
  let stage: SnapshotStage;
  let store: SnapshotStore;
  let folder: string;

  beforeEach(() => {
    stage = new SnapshotStage();
    store = stage.store;
    folder = path.join(stage.folder, 'snapshots');
  });
  afterEach(() => stage.close());

  const offsets = () => store.list().map(({ offset }) => offset);
  const takeAt = async (count: number, worker = 'w') => {
    for (let i = 0; i < count; i += 1) {
      stage.write();
      await stage.take(worker);
    }
  };

  it('has no snapshot in an empty folder', () => {
    expect(store.list()).to.deep.equal([]);
    expect([store.newest(), store.oldest()]).to.deep.equal([undefined, undefined]);
  });

  it('tells what is in a published snapshot, to every process', async () => {
    const snapshot = await stage.take('w-1');
    const content = readFileSync(snapshot.file);
    const { offset, term, bytes } = stage.copy.position();
    const expected = {
      ...{ offset, term, bytes, origin: '', hash: stage.hash(), worker: 'w-1' },
      sha256: createHash('sha256').update(content).digest('hex'),
      size: content.length,
      createdAt: 1_000,
      file: path.join(folder, '0000000000000001-w-1.db'),
    };
    expect(snapshot).to.deep.equal(expected);
    expect(new SnapshotStore(folder).list()).to.deep.equal([expected]);
    expect(readdirSync(folder)).to.have.members(['0000000000000001-w-1.db', '0000000000000001-w-1.json']);
  });

  it('lists the newest offset first', async () => {
    await takeAt(12);
    expect(offsets()).to.deep.equal([13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect([store.newest()?.offset, store.oldest()?.offset]).to.deep.equal([13, 2]);
  });

  it('takes a snapshot of the same worker and offset in the place of the first', async () => {
    await stage.take();
    stage.now = 2_000;
    const again = await stage.take();
    expect(store.list()).to.deep.equal([again]);
  });

  it('leaves out manifests that are damaged', async () => {
    await takeAt(3);
    const manifests = readdirSync(folder).filter((name) => name.endsWith('.json'));
    const [first, second] = manifests.map((name) => path.join(folder, name));
    writeFileSync(first ?? '', '{"offset":2,');
    writeFileSync(second ?? '', '{"offset":"3"}');
    expect(offsets()).to.deep.equal([4]);
  });

  it('has no snapshot before its manifest has its name', async () => {
    const snapshot = await stage.take();
    const manifest = snapshot.file.replace(/db$/, 'json');
    writeFileSync(store.temporaryFile('w'), readFileSync(manifest));
    rmSync(manifest);
    expect(store.list()).to.deep.equal([]);
  });

  describe('prune', () => {
    it('keeps all snapshots of the newest offsets', async () => {
      await takeAt(3);
      await stage.take('other');
      store.prune();
      expect(offsets()).to.deep.equal([4, 4, 3]);
      expect(readdirSync(folder)).to.have.length(6);
      store.prune(1);
      expect(offsets()).to.deep.equal([4, 4]);
    });

    it('removes nothing while there are no more than it keeps', async () => {
      await takeAt(2);
      store.prune();
      expect(offsets()).to.deep.equal([3, 2]);
    });

    it('can be done by several at once', async () => {
      await takeAt(4);
      const other = new SnapshotStore(folder);
      const list = other.list.bind(other);
      // What the other has seen is gone before it acts.
      other.list = () => {
        const seen = list();
        store.prune();
        return seen;
      };
      other.prune();
      expect(offsets()).to.deep.equal([5, 4]);
    });

    it('removes what was left behind an hour ago, and nothing else', async () => {
      const { file } = await stage.take();
      const old = [
        'tmp.w.x',
        'tmp.w.x-journal',
        'backup-1.db',
        '0000000000000009-w.db',
        '0000000000000008-w.json',
      ];
      const young = ['tmp.w.y', 'backup-2.db', '0000000000000007-w.db'];
      const foreign = ['notes.txt', 'accounts.db'];
      for (const name of [...old, ...young, ...foreign]) writeFileSync(path.join(folder, name), '');
      stage.now = Date.now() + HOUR_MS - 60_000;
      const past = Date.now() / 1_000 - 120;
      for (const name of [...old, ...foreign, path.basename(file)])
        utimesSync(path.join(folder, name), past, past);
      store.prune();
      const kept = [path.basename(file), path.basename(file).replace(/db$/, 'json'), ...young, ...foreign];
      expect(readdirSync(folder)).to.have.members(kept);
    });
  });

  it('takes snapshots of another log out of use, and keeps their data', async () => {
    await takeAt(2);
    await stage.take('other');
    const content = store.list().map(({ file }) => readFileSync(file));
    store.setAside(3);
    expect(offsets()).to.deep.equal([2]);
    store.setAside(3);
    store.prune();
    const aside = readdirSync(folder).filter((name) => name.endsWith('.db.foreign'));
    expect(aside).to.deep.equal(['0000000000000003-other.db.foreign', '0000000000000003-w.db.foreign']);
    expect(readFileSync(path.join(folder, aside[0] ?? ''))).to.deep.equal(content[0]);
  });

  it('sets aside what another process is setting aside too', async () => {
    await stage.take();
    const seen = store.list();
    store.setAside(1);
    store.list = () => seen;
    expect(() => store.setAside(1)).not.to.throw();
  });

  it('removes the temporary files of one worker when it starts anew', () => {
    const [mine, others] = [store.temporaryFile('w'), store.temporaryFile('w-2')];
    for (const file of [mine, `${mine}-journal`, others]) writeFileSync(file, '');
    store.removeTemporaryFiles('w');
    expect(readdirSync(folder)).to.deep.equal([path.basename(others)]);
    expect(existsSync(others)).to.equal(true);
  });
});
