import { mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { writeFiles } from '../../../src/site/write.ts';

describe('writing the site', () => {
  let dir: string;

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'landing-'));
  });

  afterEach(() => rm(dir, { recursive: true }));

  it('makes the folder hold these files and no others', async () => {
    await mkdir(join(dir, 'assets'));
    await writeFile(join(dir, 'assets', 'old.js'), 'old');
    await writeFile(join(dir, 'index.html'), 'old');
    await writeFiles(
      dir,
      new Map([
        ['index.html', 'new'],
        ['assets/main.js', 'script'],
      ]),
    );
    expect(await readdir(join(dir, 'assets'))).to.deep.equal(['main.js']);
    expect(await readFile(join(dir, 'index.html'), 'utf8')).to.equal('new');
    expect(await readFile(join(dir, 'assets', 'main.js'), 'utf8')).to.equal('script');
  });

  it('leaves a file alone that is right already, so that browsers need not take it again', async () => {
    const file = join(dir, 'index.html');
    const files = new Map([['index.html', 'same']]);
    await writeFiles(dir, files);
    const long = new Date(0);
    await utimes(file, long, long);
    await writeFiles(dir, files);
    expect((await stat(file)).mtimeMs).to.equal(0);
  });
});
