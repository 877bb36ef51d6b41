import { accessSync, constants, statSync } from 'node:fs';

const sentences: Record<string, string> = {
  ENOENT: 'does not exist',
  EACCES: 'cannot be read: permission denied',
  ELOOP: 'cannot be read: it is a link that leads back to itself',
};

/** @throws Error with a sentence when this is no file with anything in it that can be read */
export function checkReadable(path: string): void {
  try {
    const stats = statSync(path);
    if (!stats.isFile()) throw new Error(`${path} is not a file`);
    if (stats.size === 0) throw new Error(`${path} is empty`);
    accessSync(path, constants.R_OK);
  } catch (error) {
    const sentence = sentences[(error as NodeJS.ErrnoException).code ?? ''];
    throw sentence === undefined ? error : new Error(`${path} ${sentence}`, { cause: error });
  }
}
