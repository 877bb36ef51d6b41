import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

const usualFolder = join(import.meta.dirname, '..', '..', '..', '..', '.rideshare');

/** The folder of the system: `RIDESHARE_DIR`, by default this checkout's `.rideshare`; made when it is not there. */
export function systemFolder(): string {
  const dir = process.env['RIDESHARE_DIR'] ?? usualFolder;
  mkdirSync(dir, { recursive: true });
  return realpathSync(dir);
}

/** Whether it is this checkout's own. */
export function isUsualFolder(dir: string): boolean {
  return existsSync(usualFolder) && realpathSync(usualFolder) === dir;
}
