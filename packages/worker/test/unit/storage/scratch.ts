import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Gives file names in a folder of their own, which goes when the tests of the calling suite are done. */
export function scratchFiles(): () => string {
  const folder = mkdtempSync(path.join(tmpdir(), 'rideshare-storage-'));
  let files = 0;
  after(() => rmSync(folder, { recursive: true, force: true }));
  return () => path.join(folder, `${files++}.db`);
}
