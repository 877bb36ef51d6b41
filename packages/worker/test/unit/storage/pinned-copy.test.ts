import { readdirSync } from 'node:fs';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import { Copy } from '../../../src/storage/copy.ts';
import { PinnedCopy } from '../../../src/storage/pinned-copy.ts';
import { logOf, script } from './log-script.ts';
import { scratchFiles } from './scratch.ts';
import { TestLog } from './test-log.ts';

const NOTES = { columns: [{ name: 'text', type: 'text' }] };

/** More than SQLite's backup copies in one step. */
const ROWS = Array.from({ length: 2_000 }, () => ({ text: 'x'.repeat(1_000) }));

function hashOf(file: string): string {
  const pinned = PinnedCopy.open(file);
  const hash = pinned.hash();
  pinned.close();
  return hash;
}

describe('PinnedCopy', () => {
  const newFile = scratchFiles();
  let log: TestLog;
  let file: string;
  let copy: Copy;

  beforeEach(() => {
    log = new TestLog();
    file = newFile();
    copy = Copy.open(file);
    copy.apply([log.barrier(), log.define('notes', NOTES), log.write({ table: 'notes', insert: ROWS })]);
  });
  afterEach(() => copy.close());

  const write = () => copy.apply([log.write({ table: 'notes', insert: { text: 'more' } })]);

  it('stays where it was opened while the copy goes on', () => {
    const before = copy.position();
    const hash = hashOf(file);
    const pinned = PinnedCopy.open(file);
    write();
    expect(pinned.position).to.deep.equal(before);
    expect(pinned.hash()).to.equal(hash);
    expect(hashOf(file)).not.to.equal(hash);
    pinned.close();
  });

  it('is backed up as it was pinned though the copy goes on between all steps', async () => {
    const pinned = PinnedCopy.open(file);
    const backup = newFile();
    const done = pinned.backup(backup).then(() => true);
    let commits = 0;
    while (!(await Promise.race([done, setImmediate(false)]))) {
      write();
      commits += 1;
    }
    const hash = pinned.hash();
    pinned.close();
    expect(commits).to.be.greaterThan(3);
    expect(copy.position().offset).to.equal(pinned.position.offset + commits);
    expect(hashOf(backup)).to.equal(hash);
    const opened = Copy.open(backup);
    expect(opened.position()).to.deep.equal(pinned.position);
    opened.close();
  });

  it('makes a backup that is one file, which reading leaves alone', async () => {
    const pinned = PinnedCopy.open(file);
    const backup = newFile();
    await pinned.backup(backup);
    pinned.close();
    hashOf(backup);
    const beside = readdirSync(path.dirname(backup)).filter((name) => name.startsWith(path.basename(backup)));
    expect(beside).to.deep.equal([path.basename(backup)]);
  });

  it('cannot be opened where there is no copy', () => {
    expect(() => PinnedCopy.open(newFile())).to.throw('unable to open database file');
  });

  it('with the rest of the log makes up the whole log, wherever it is pinned', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(script, fc.nat(), async (steps, at) => {
        const entries = logOf(steps);
        const cut = at % (entries.length + 1);
        const [file, backup] = [newFile(), newFile()];
        const whole = Copy.open(file, { retention: 8 });
        if (cut > 0) whole.apply(entries.slice(0, cut));
        const pinned = PinnedCopy.open(file);
        whole.apply(entries.slice(cut));
        await pinned.backup(backup);
        pinned.close();
        const rest = Copy.open(backup, { retention: 8 });
        const outcomes = rest.apply(entries.slice(cut));
        expect(outcomes).to.have.length(entries.length - cut);
        expect(hashOf(backup)).to.equal(hashOf(file));
        rest.close();
        whole.close();
      }),
      { numRuns: 40 },
    );
  });
});
