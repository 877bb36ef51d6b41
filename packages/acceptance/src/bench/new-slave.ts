import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startSystem, temporaryFolder, type RunningSystem } from '@rideshare/local';
import { BenchTable } from './database.ts';
import { BenchFailure } from './failure.ts';
import { drive } from './load.ts';
import type { BenchOptions } from './options.ts';
import { readLoad, writeLoad } from './requests.ts';
import type { Figure } from './statistics.ts';

/** What `--new-slave` found; `--json` prints exactly this. */
export interface NewSlaveReport {
  rides: number;
  snapshotBytes: number;
  /** From the start of the new slave's process to its first answer. */
  firstReadMs: number;
  /** While the new slave was started and joined. */
  reads: Figure;
  writes: Figure;
}

const READS = { connections: 4, rate: 400 };
const WRITES = { connections: 2, rate: 100 };
const PATIENCE_MS = 120_000;
const POLL_MS = 100;

/** The second slave is wanted when the first window of the load ends; a snapshot is taken soon after the loading. */
const SETTINGS = {
  READ_WINDOW_MS: '4000',
  MAX_SLAVES: '2',
  SNAPSHOT_INTERVAL_MS: '10000',
};

/**
 * Starts a system of its own, loads it, and measures how soon a slave that has no copy yet answers, and how reads
 * and writes fare meanwhile.
 * @throws BenchFailure when a request fails, or no new slave answers
 */
export async function measureNewSlave(
  { rides, seconds }: BenchOptions,
  progress: (line: string) => void,
): Promise<NewSlaveReport> {
  const folder = await temporaryFolder('rideshare-bench-');
  const system = await startSystem({ dir: folder.path, env: SETTINGS });
  try {
    progress(`loading ${rides} rides`);
    await new BenchTable(system.endpoints.dbaas, {}).load(rides);
    progress('waiting for a snapshot');
    const loadedAt = Date.now();
    const snapshots = join(folder.path, 'snapshots');
    const snapshotBytes = await until('a snapshot', () => snapshotSince(loadedAt, snapshots));
    const before = new Set(await readdir(system.workersDir));
    progress(`reading and writing for ${seconds} s`);
    const [reads, writes] = await Promise.all([
      drive(readLoad('reads', system.endpoints.dbaas, {}, rides), { ...READS, seconds }),
      drive(writeLoad('writes', system.endpoints.dbaas, {}, rides), { ...WRITES, seconds }),
    ]);
    const firstReadMs = await until('an answer of the new slave', () => firstRead(system, before));
    return { rides, snapshotBytes, firstReadMs, reads, writes };
  } finally {
    await system.stop();
    await folder.remove();
  }
}

/** The size of a snapshot that was taken after this time, in ms since 1970. */
async function snapshotSince(time: number, dir: string): Promise<number | undefined> {
  for (const name of (await readdir(dir)).filter((file) => file.endsWith('.json'))) {
    const manifest = await readFile(join(dir, name), 'utf8').catch(() => '{}');
    const { createdAt = 0, size } = JSON.parse(manifest) as { createdAt?: number; size?: number };
    if (createdAt > time) return size;
  }
  return undefined;
}

/** Workers log how long after their start they answered first. */
async function firstRead(
  { workersDir }: RunningSystem,
  before: ReadonlySet<string>,
): Promise<number | undefined> {
  for (const id of (await readdir(workersDir)).filter((id) => !before.has(id))) {
    const log = await readFile(join(workersDir, id, 'worker.log'), 'utf8').catch(() => '');
    const found = /"sinceStartMs":(\d+)/.exec(log);
    if (found) return Number(found[1]);
  }
  return undefined;
}

async function until<T>(what: string, find: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const found = await find();
    if (found !== undefined) return found;
    await delay(POLL_MS);
  }
  throw new BenchFailure(`There was not ${what} within ${PATIENCE_MS / 1000} s.`);
}
