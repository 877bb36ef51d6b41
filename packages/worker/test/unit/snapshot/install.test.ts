import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { Logger } from '@rideshare/common';
import { NoUsableSnapshotError } from '../../../src/snapshot/errors.ts';
import { publishGenesis } from '../../../src/snapshot/genesis.ts';
import { prepareCopy, type PreparedCopy } from '../../../src/snapshot/install.ts';
import { SnapshotStore } from '../../../src/snapshot/store.ts';
import { Copy } from '../../../src/storage/copy.ts';
import { SnapshotStage } from './snapshots.ts';

describe('prepareCopy', () => {
  let stage: SnapshotStage;
  let file: string;
  let warnings: string[];

  beforeEach(() => {
    stage = new SnapshotStage();
    file = path.join(stage.folder, 'own.db');
    warnings = [];
  });
  afterEach(() => stage.close());

  const prepare = (store: SnapshotStore = stage.store): PreparedCopy => {
    const warn = (_: unknown, message: string) => warnings.push(message);
    return prepareCopy({ file, store, logger: { warn } as unknown as Logger });
  };
  const flip = (damaged: string) => {
    const bytes = readFileSync(damaged);
    const middle = bytes.length >> 1;
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    writeFileSync(damaged, bytes);
  };
  const beside = () => readdirSync(stage.folder).filter((name) => name.startsWith('own.db'));
  const openAt = (target: string) => {
    const copy = Copy.open(target);
    const { offset } = copy.position();
    copy.close();
    return offset;
  };

  it('begins with nothing where there is neither copy nor snapshot', () => {
    expect(prepare()).to.deep.equal({ from: 'nothing', offset: -1 });
    expect(existsSync(file)).to.equal(false);
  });

  it('installs the newest snapshot, from which the copy goes on as the others do', async () => {
    await stage.take();
    stage.write();
    const { offset } = await stage.take();
    expect(prepare()).to.deep.equal({ from: 'snapshot', offset });
    expect(beside()).to.deep.equal(['own.db']);
    const next = stage.write();
    const copy = Copy.open(file);
    copy.apply([next]);
    expect(copy.position()).to.deep.equal(stage.copy.position());
    expect(stage.hash(file)).to.equal(stage.hash());
    copy.close();
    expect(warnings).to.deep.equal([]);
  });

  it('leaves the snapshot itself as it was', async () => {
    const snapshot = await stage.take();
    prepare();
    const copy = Copy.open(file);
    copy.apply([stage.write()]);
    copy.close();
    rmSync(file);
    expect(prepare()).to.deep.equal({ from: 'snapshot', offset: snapshot.offset });
    expect(warnings).to.deep.equal([]);
  });

  const damages: [string, (target: string) => void][] = [
    ['truncated', (target) => truncateSync(target, 4_096)],
    ['changed by a bit', flip],
    ['empty', (target) => truncateSync(target, 0)],
    ['missing', (target) => rmSync(target)],
  ];
  for (const [damage, inflict] of damages) {
    it(`warns of a snapshot that is ${damage}, and takes the one before`, async () => {
      const older = await stage.take();
      stage.write();
      inflict((await stage.take()).file);
      expect(prepare()).to.deep.equal({ from: 'snapshot', offset: older.offset });
      expect(warnings).to.deep.equal(['the snapshot cannot be used']);
      expect(openAt(file)).to.equal(older.offset);
    });
  }

  it('begins with nothing when all snapshots are damaged, and leaves no half copy', async () => {
    flip((await stage.take()).file);
    expect(prepare()).to.deep.equal({ from: 'nothing', offset: -1 });
    expect(beside()).to.deep.equal([]);
  });

  describe('with a copy of its own', () => {
    const own = () => prepare();

    it('keeps it where there is no snapshot', () => {
      Copy.open(file).close();
      expect(prepare()).to.deep.equal({ from: 'copy', offset: -1 });
    });

    it('keeps it when it is at the oldest snapshot or further', async () => {
      const oldest = await stage.take();
      own();
      stage.write();
      await stage.take();
      expect(prepare()).to.deep.equal({ from: 'copy', offset: oldest.offset });
    });

    it('replaces it when it is behind the oldest snapshot', async () => {
      await stage.take();
      own();
      for (let i = 0; i < 2; i += 1) {
        stage.write();
        await stage.take();
      }
      stage.store.prune();
      expect(prepare()).to.deep.equal({ from: 'snapshot', offset: 3 });
      expect(openAt(file)).to.equal(3);
    });

    it('keeps it, though it is behind, when no snapshot can be used', async () => {
      const { offset } = await stage.take();
      own();
      for (let i = 0; i < 2; i += 1) {
        stage.write();
        await stage.take();
      }
      stage.store.prune();
      for (const snapshot of stage.store.list()) flip(snapshot.file);
      expect(prepare()).to.deep.equal({ from: 'copy', offset });
      expect(openAt(file)).to.equal(offset);
    });

    it('replaces it together with its WAL, which would spoil the new one', async () => {
      stage.write();
      const killed = path.join(stage.folder, 'killed.db');
      for (const part of ['', '-wal']) copyFileSync(`${stage.copyFile}${part}`, `${killed}${part}`);
      for (let i = 0; i < 3; i += 1) stage.write();
      const { offset } = await stage.take();
      file = killed;
      expect(prepare()).to.deep.equal({ from: 'snapshot', offset });
      expect(openAt(file)).to.equal(offset);
      expect(stage.hash(file)).to.equal(stage.hash());
    });

    it('replaces it when it is no database any more', async () => {
      const { offset } = await stage.take();
      writeFileSync(file, 'garbage'.repeat(1_000));
      expect(prepare()).to.deep.equal({ from: 'snapshot', offset });
      expect(warnings).to.deep.equal(['the copy cannot be opened']);
    });
  });

  describe('after a restore', () => {
    let restored: SnapshotStore;

    beforeEach(async () => {
      restored = new SnapshotStore(path.join(stage.folder, 'restored'));
      await publishGenesis(restored, (await stage.take()).file);
    });

    it('installs the restored database in the place of an empty copy', () => {
      Copy.open(file).close();
      expect(prepare(restored)).to.deep.equal({ from: 'snapshot', offset: -1 });
      expect(prepare(restored)).to.deep.equal({ from: 'copy', offset: -1 });
    });

    it('installs it in the place of a copy of another database that is further', () => {
      prepare();
      expect(prepare(restored)).to.deep.equal({ from: 'snapshot', offset: -1 });
    });

    it('does not begin with nothing when the restored database is damaged', () => {
      flip(restored.newest()?.file ?? '');
      expect(() => prepare(restored)).to.throw(NoUsableSnapshotError);
      expect(existsSync(file)).to.equal(false);
    });
  });
});
