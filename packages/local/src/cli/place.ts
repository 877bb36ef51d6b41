import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..', '..', '..');

/** The folder of this checkout's system: `.rideshare`, made when it is not there. */
export function systemFolder(): string {
  const dir = join(repository, '.rideshare');
  mkdirSync(dir, { recursive: true });
  return realpathSync(dir);
}
