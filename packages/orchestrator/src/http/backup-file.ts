import { constants } from 'node:fs';
import { open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export interface BackupFile {
  bytes: number;
  /** Closes the file at its end, or when it is destroyed. */
  content: Readable;
}

const NAME = /^backup-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.db$/;

/**
 * Opens the backup of this name and takes the name away, so that the file goes with whoever reads it, whatever
 * becomes of them.
 * @throws TypeError when the name is not one of a backup; nothing else becomes a path
 */
export async function takeBackupFile(dir: string, name: unknown): Promise<BackupFile> {
  if (typeof name !== 'string' || !NAME.test(name)) throw new TypeError('a worker named no backup');
  const path = join(dir, name);
  const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  try {
    await unlink(path);
    const { size } = await file.stat();
    return { bytes: size, content: file.createReadStream({ end: size - 1 }) };
  } catch (error) {
    await file.close();
    throw error;
  }
}
