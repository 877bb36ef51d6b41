import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '..', '..', '..', '..');

/** The folder of the system: `RIDESHARE_DIR`, by default this checkout's `.rideshare`; made when it is not there. */
export function systemFolder(): string {
  const dir = process.env['RIDESHARE_DIR'] ?? join(repository, '.rideshare');
  mkdirSync(dir, { recursive: true });
  return realpathSync(dir);
}
