import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { SnapshotStore } from '../../../src/snapshot/store.ts';
import { SnapshotStage } from './snapshots.ts';

const program = path.join(import.meta.dirname, '..', '..', '..', 'src', 'make-genesis.ts');

describe('the program that makes the beginning of a restored database', () => {
  let stage: SnapshotStage;

  beforeEach(() => {
    stage = new SnapshotStage();
  });
  afterEach(() => stage.close());

  const run = (...args: string[]) =>
    execFileSync(process.execPath, [program, ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });

  it('leaves a snapshot in the folder, and tells its rows', async () => {
    stage.write('one');
    stage.write('two');
    const { file } = await stage.take();
    const folder = path.join(stage.folder, 'restored');
    expect(JSON.parse(run(file, folder))).to.deep.equal({ notes: 2 });
    expect(new SnapshotStore(folder).newest()?.offset).to.equal(-1);
  });

  it('says what is wrong with a file that is no backup, and leaves no snapshot', () => {
    const file = path.join(stage.folder, 'no-backup.db');
    const folder = path.join(stage.folder, 'restored');
    writeFileSync(file, 'something else');
    expect(() => run(file, folder))
      .to.throw()
      .with.property('stderr', `${file} is not an SQLite file`);
    expect(new SnapshotStore(folder).newest()).to.equal(undefined);
  });
});
