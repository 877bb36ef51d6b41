import { hashTables } from '@rideshare/worker';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '../../src/until.ts';

type CopyHash = ReturnType<typeof hashTables>;

/** The SQLite files of all workers of a system. */
export function copyFiles(workersDir: string): string[] {
  return globSync(join(workersDir, '*', 'data', '*.db')).filter((file) => existsSync(file));
}

/** Waits until every copy stands at the same log offset, `atLeast` or further, and hashes each. */
export function equalOffsets(workersDir: string, atLeast: number): Promise<CopyHash[]> {
  return until(`all copies to reach one offset from ${atLeast} on`, () => {
    const hashes = copyFiles(workersDir).map(hashTables);
    const offsets = new Set(hashes.map(({ offset }) => offset));
    const [offset = -1] = offsets;
    return Promise.resolve(offsets.size === 1 && offset >= atLeast ? hashes : undefined);
  });
}
