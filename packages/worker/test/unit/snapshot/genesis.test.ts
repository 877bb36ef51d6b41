import { createHash } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { parseRead } from '@rideshare/dbaas';
import { publishGenesis, rebase } from '../../../src/snapshot/genesis.ts';
import { SnapshotStore } from '../../../src/snapshot/store.ts';
import { CopyReader } from '../../../src/storage/copy-reader.ts';
import { Copy, type CopyOptions } from '../../../src/storage/copy.ts';
import { UnusableCopyError } from '../../../src/storage/unusable-copy.ts';
import { TestLog } from '../storage/test-log.ts';
import { SnapshotStage } from './snapshots.ts';

describe('a restored database', () => {
  let stage: SnapshotStage;
  let backup: string;
  let target: string;

  beforeEach(() => {
    stage = new SnapshotStage();
    target = path.join(stage.folder, 'genesis.db');
  });
  afterEach(() => stage.close());

  const takeBackup = async () => (backup = (await stage.take()).file);
  const texts = (file: string) => {
    const reader = new CopyReader(file);
    const rows = JSON.parse(reader.rows(parseRead({ table: 'notes' }))) as { text: string }[];
    reader.close();
    return rows.map(({ text }) => text);
  };
  const openRebased = async (options?: CopyOptions) => {
    await rebase(await takeBackup(), target);
    const copy = Copy.open(target, options);
    return { copy, log: new TestLog(), origin: copy.position().origin };
  };

  it('stands before the first entry of a new log, with all its rows', async () => {
    stage.write('one');
    stage.write('two');
    const { copy, origin } = await openRebased();
    const start = { offset: -1, term: 0, master: '', digest: '', bytes: 0, origin };
    expect(copy.position()).to.deep.equal(start);
    expect(origin).to.match(/^[0-9a-f-]{36}$/);
    expect(texts(target)).to.deep.equal(['one', 'two']);
    copy.close();
  });

  it('follows a log of its own origin and no other', async () => {
    const { copy, log, origin } = await openRebased();
    expect(() => copy.apply([new TestLog().barrier()])).to.throw(UnusableCopyError, origin);
    const written = log.barrier(1, 'm', origin);
    copy.apply([written, log.write({ table: 'notes', insert: { text: 'after' } }, { id: 'new' })]);
    expect(texts(target)).to.deep.equal(['after']);
    expect(() => stage.copy.apply([{ ...written, offset: 9 }])).not.to.throw();
    expect(() => stage.copy.apply([{ ...new TestLog().barrier(2, 'm', origin), offset: 10 }])).to.throw(
      UnusableCopyError,
      'the copy is of a database that began empty',
    );
    copy.close();
  });

  it('gets an origin of its own each time', async () => {
    const first = await openRebased();
    first.copy.close();
    await rebase(target, `${target}.2`);
    const second = Copy.open(`${target}.2`);
    expect(second.position().origin).not.to.equal(first.origin);
    second.close();
  });

  it('gives a request that it has seen its first outcome', async () => {
    stage.write('once', 'seen');
    const { copy, log, origin } = await openRebased();
    const [, outcome] = copy.apply([
      log.barrier(1, 'm', origin),
      log.write({ table: 'notes', insert: { text: 'twice' } }, { id: 'seen' }),
    ]);
    expect(outcome).to.include({ status: 'repeated', code: 'ok' });
    expect(texts(target)).to.deep.equal(['once']);
    copy.close();
  });

  it('remembers each request for as long as if it had not been restored, once or twice', async () => {
    const ids = Array.from({ length: 10 }, (_, i) => `r${i}`);
    for (const id of ids) stage.write(id, id);
    await takeBackup();
    await rebase(backup, `${target}.1`);
    await rebase(`${target}.1`, `${target}.2`);
    const { offset } = stage.copy.position();
    copyFileSync(backup, target);
    const statuses = (file: string, shift: number) => {
      const copy = Copy.open(file, { retention: 6 });
      const log = new TestLog();
      const entries = [log.barrier(2, 'n', copy.position().origin)];
      for (const id of ids.toReversed()) {
        entries.push(log.write({ table: 'notes', insert: { text: id } }, { id, term: 2, master: 'n' }));
      }
      const outcomes = copy.apply(entries.map((entry) => ({ ...entry, offset: entry.offset + shift })));
      copy.close();
      return outcomes.map(({ status }) => status);
    };
    const expected = statuses(target, offset + 1);
    expect(expected).to.include('repeated').and.to.include('applied');
    expect(statuses(`${target}.1`, 0)).to.deep.equal(expected);
    expect(statuses(`${target}.2`, 0)).to.deep.equal(expected);
  });

  it('leaves the backup as it was, with nothing beside it', async () => {
    await takeBackup();
    const lonely = path.join(stage.folder, 'lonely', 'backup.db');
    new SnapshotStore(path.dirname(lonely));
    copyFileSync(backup, lonely);
    const sha = () => createHash('sha256').update(readFileSync(lonely)).digest('hex');
    const before = sha();
    await rebase(lonely, target);
    expect(sha()).to.equal(before);
    expect(readdirSync(path.dirname(lonely))).to.deep.equal(['backup.db']);
  });

  it('is the snapshot that a new system starts from', async () => {
    stage.write('kept');
    await takeBackup();
    const store = new SnapshotStore(path.join(stage.folder, 'new'));
    const snapshot = await publishGenesis(store, backup);
    expect(store.list()).to.deep.equal([snapshot]);
    expect(snapshot).to.include({
      offset: -1,
      term: 0,
      bytes: 0,
      worker: 'restore',
      hash: stage.hash(snapshot.file),
    });
    expect(path.basename(snapshot.file)).to.equal('genesis-restore.db');
    expect(texts(snapshot.file)).to.deep.equal(['kept']);
  });

  it('is not put among snapshots of another', async () => {
    await takeBackup();
    const refused = await publishGenesis(stage.store, backup).catch((error: unknown) => error);
    expect(String(refused)).to.include('there are snapshots of another database');
    expect(stage.store.list()).to.have.length(1);
  });

  describe('cannot come from a file that', () => {
    const refusal = async (make: (file: string) => void) => {
      const file = path.join(stage.folder, 'unsuitable.db');
      make(file);
      const store = new SnapshotStore(path.join(stage.folder, 'new'));
      const error = await publishGenesis(store, file).catch((cause: unknown) => cause);
      expect(readdirSync(path.join(stage.folder, 'new'))).to.deep.equal([]);
      return error as { code: string; message: string };
    };
    const made = (sql: string) => (file: string) => {
      const db = new Database(file);
      db.exec(sql);
      db.close();
    };

    it('does not exist', async () => {
      expect((await refusal(() => undefined)).code).to.equal('missing');
    });

    it('is not of SQLite', async () => {
      expect((await refusal((file) => writeFileSync(file, 'text'.repeat(500)))).code).to.equal('not-sqlite');
    });

    it('is of another kind', async () => {
      const { code, message } = await refusal(made('CREATE TABLE invoices (id INTEGER)'));
      expect(code).to.equal('other-kind');
      expect(message).to.match(/unsuitable\.db is no RideShare database$/);
    });

    it('is of another version', async () => {
      expect((await refusal(made('CREATE TABLE _state ("offset", term)'))).code).to.equal('other-kind');
    });

    it('brings code of its own', async () => {
      await takeBackup();
      const withTrigger = (file: string) => {
        copyFileSync(backup, file);
        made('CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END')(file);
      };
      expect((await refusal(withTrigger)).code).to.equal('other-kind');
    });

    it('is damaged', async () => {
      for (let i = 0; i < 50; i += 1) stage.write('x'.repeat(1_000));
      await takeBackup();
      const damage = (file: string) => {
        const bytes = readFileSync(backup);
        bytes.fill(0xa5, bytes.length - 8_192);
        writeFileSync(file, bytes);
      };
      expect((await refusal(damage)).code).to.equal('damaged');
    });
  });
});
