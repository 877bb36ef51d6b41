import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { examine, type Examined } from '../../../src/checkpoint/examine.ts';
import { Copy } from '../../../src/storage/copy.ts';
import { PinnedCopy } from '../../../src/storage/pinned-copy.ts';
import { TestLog } from '../storage/test-log.ts';

describe('examine', () => {
  let folder: string;
  let file: string;
  let copy: Copy;
  const log = new TestLog();

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'rideshare-examine-'));
    file = path.join(folder, 'copy.db');
    copy = Copy.open(file);
    copy.apply([
      log.barrier(),
      log.define('notes', { columns: [{ name: 'text', type: 'text' }] }),
      log.write({ table: 'notes', insert: { text: 'first' } }),
    ]);
  });

  afterEach(() => {
    copy.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function goOn(): void {
    copy.apply([log.write({ table: 'notes', insert: { text: 'later' } })]);
  }

  function hashNow(of = file): string {
    const pinned = PinnedCopy.open(of);
    const hash = pinned.hash();
    pinned.close();
    return hash;
  }

  async function examined(to: string | undefined, offset = copy.position().offset): Promise<Examined[]> {
    const all: Examined[] = [];
    await examine(file, { offset, to }, { onPinned: goOn, onHashed: (each) => all.push(each) });
    return all;
  }

  it('hashes the copy as it stood when it was pinned, though the writer went on', async () => {
    const [position, hash] = [copy.position(), hashNow()];
    expect(await examined(undefined)).to.deep.equal([{ position, hash }]);
    expect(hashNow()).to.not.equal(hash);
  });

  it('writes the copy as it stood, and hashes what it wrote', async () => {
    const hash = hashNow();
    const to = path.join(folder, 'written.db');
    const [result] = await examined(to);
    expect(result?.hash).to.equal(hash);
    expect(hashNow(to)).to.equal(hash);
  });

  it('hashes and writes nothing when the copy stands elsewhere', async () => {
    const to = path.join(folder, 'written.db');
    const offset = copy.position().offset - 1;
    const failure = await examined(to, offset).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
    expect(existsSync(to)).to.equal(false);
  });
});
