import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect } from 'chai';
import { temporaryFolder } from '../../src/process/temporary-folder.ts';
import { startCommand } from '../support/command.ts';
import type { Outcome } from '../support/command.ts';
import type { TemporaryFolder } from '../../src/process/temporary-folder.ts';

describe('restore', function () {
  this.timeout(60_000);
  let folder: TemporaryFolder;
  let dir: string;

  before(async () => {
    folder = await temporaryFolder();
    dir = join(folder.path, 'system');
  });

  after(() => folder.remove());

  const restore = (...args: string[]): Promise<Outcome> =>
    startCommand(dir, 'restore', ['--process', ...args])[1];
  const inside = (name: string) => join(folder.path, name);

  for (const args of [[], ['a', 'b'], ['--bogus', 'a'], ['--replace']]) {
    it(`says how it is used to ${JSON.stringify(args)}`, async () => {
      const { code, output } = await restore(...args);
      expect(code).to.equal(2);
      expect(output).to.match(args[0] === '--bogus' ? /--bogus/ : /^Give one FILE\.$/m);
    });
  }

  const unsuitable: Record<string, [make: (path: string) => Promise<unknown>, sentence: string]> = {
    'no file': [() => Promise.resolve(), 'X does not exist'],
    'a folder': [(path) => mkdir(path), 'X is not a file'],
    'a link to itself': [
      (path) => symlink(path, path),
      'X cannot be read: it is a link that leads back to itself',
    ],
    'an empty file': [(path) => writeFile(path, ''), 'X is empty'],
    'a text': [(path) => writeFile(path, 'hello '.repeat(1_000)), 'X is not an SQLite file'],
    'a database of somebody else': [
      (path) => {
        const db = new Database(path);
        db.exec('CREATE TABLE users (name TEXT)');
        db.close();
        return Promise.resolve();
      },
      'X is no RideShare database',
    ],
  };

  for (const [what, [make, sentence]] of Object.entries(unsuitable)) {
    it(`refuses ${what} in one sentence, and touches nothing`, async () => {
      const path = inside(what.replaceAll(' ', '-'));
      await make(path);
      const { code, output } = await restore('--replace', path);
      expect(code).to.equal(1);
      expect(output.trim().split('\n').at(-1)).to.equal(
        `RideShare was not restored: ${sentence.replace('X', path)}`,
      );
      expect(await readdir(dir)).to.deep.equal([]);
    });
  }
});
