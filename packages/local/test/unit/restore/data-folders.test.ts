import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { temporaryFolder } from '../../../src/process/temporary-folder.ts';
import { holdsData, putBack, setAside } from '../../../src/restore/data-folders.ts';
import type { TemporaryFolder } from '../../../src/process/temporary-folder.ts';

const now = new Date('2026-01-31T12:00:01.234Z');
const asideName = 'before-restore-2026-01-31T12-00-01Z';

describe('the data of a system', () => {
  let folder: TemporaryFolder;
  let dir: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    dir = folder.path;
  });

  afterEach(() => folder.remove());

  function put(name: string, content: string): void {
    mkdirSync(join(dir, name), { recursive: true });
    writeFileSync(join(dir, name, 'file'), content);
  }

  const read = (...names: string[]) => readFileSync(join(dir, ...names, 'file'), 'utf8');

  it('is there when a folder of it holds anything', () => {
    expect(holdsData(dir)).to.equal(false);
    mkdirSync(join(dir, 'snapshots'));
    put('logs', 'no data');
    expect(holdsData(dir)).to.equal(false);
    put('snapshots', 'data');
    expect(holdsData(dir)).to.equal(true);
  });

  it('is set aside as a whole, and nothing else is', () => {
    for (const name of ['rabbitmq', 'workers', 'logs']) put(name, name);
    expect(setAside(dir, now)).to.equal(join(dir, asideName));
    expect(readdirSync(dir)).to.have.members([asideName, 'logs']);
    expect(read(asideName, 'rabbitmq')).to.equal('rabbitmq');
    expect(holdsData(dir)).to.equal(false);
  });

  it('comes back in the place of what was put there meanwhile', () => {
    put('rabbitmq', 'old');
    const aside = setAside(dir, now);
    put('rabbitmq', 'new');
    put('snapshots', 'new');
    putBack(dir, aside);
    expect(read('rabbitmq')).to.equal('old');
    expect(readdirSync(dir)).to.deep.equal(['rabbitmq']);
  });

  it('stays where it is when it cannot be set aside', () => {
    put('rabbitmq', 'old');
    writeFileSync(join(dir, asideName), 'in the way');
    expect(() => setAside(dir, now)).to.throw('EEXIST');
    expect(read('rabbitmq')).to.equal('old');
  });

  it('is gone after a failure where there was none before', () => {
    put('workers', 'new');
    putBack(dir, undefined);
    expect(existsSync(join(dir, 'workers'))).to.equal(false);
  });
});
