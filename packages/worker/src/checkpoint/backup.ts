import { rmSync } from 'node:fs';
import path from 'node:path';
import { PinnedCopy } from '../storage/pinned-copy.ts';

/**
 * Writes the copy as it stands now to a file in a folder, while its writer goes on.
 * @returns the name of the file there, which is the receiver's to remove
 */
export async function backUp(copyFile: string, folder: string): Promise<string> {
  const name = `backup-${crypto.randomUUID()}.db`;
  const file = path.join(folder, name);
  const copy = PinnedCopy.open(copyFile);
  try {
    await copy.backup(file);
    return name;
  } catch (error) {
    rmSync(file, { force: true });
    throw error;
  } finally {
    copy.close();
  }
}
