import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { BenchTable } from '../database.ts';
import { BenchFailure } from '../failure.ts';
import { drive } from '../load.ts';
import type { BenchOptions } from '../options.ts';
import { readLoad, writeLoad } from '../requests.ts';
import type { Figure } from '../statistics.ts';
import { startContainers } from './container-ground.ts';
import type { Ground } from './ground.ts';
import { startProcesses } from './process-ground.ts';

/** What `--new-slave` found; `--json` prints exactly this. */
export interface NewSlaveReport {
  rides: number;
  snapshotBytes: number;
  /** From the start of the new slave's process, or the creation of its container, to its first answer. */
  firstReadMs: number;
  /** While the new slave was started and joined. */
  reads: Figure;
  writes: Figure;
}

const READS = { connections: 4, rate: 400 };
const WRITES = { connections: 2, rate: 100 };
const PATIENCE_MS = 120_000;
const POLL_MS = 100;

const grounds = { process: startProcesses, docker: startContainers };

/**
 * Starts a system of its own, loads it, and measures how soon a slave that has no copy yet answers, and how reads
 * and writes fare meanwhile.
 * @throws BenchFailure when a request fails, or no new slave answers
 */
export async function measureNewSlave(
  { rides, runtime, seconds }: BenchOptions,
  progress: (line: string) => void,
): Promise<NewSlaveReport> {
  const ground = await grounds[runtime]();
  const { endpoints, snapshotsDir } = ground;
  try {
    progress(`loading ${rides} rides`);
    await new BenchTable(endpoints.dbaas, {}).load(rides);
    progress('waiting for a snapshot');
    const loadedAt = Date.now();
    const snapshotBytes = await until('a snapshot', () => snapshotSince(loadedAt, snapshotsDir));
    const before = await ground.workers();
    progress(`reading and writing for ${seconds} s`);
    const [reads, writes] = await Promise.all([
      drive(readLoad('reads', endpoints.dbaas, {}, rides), { ...READS, seconds }),
      drive(writeLoad('writes', endpoints.dbaas, {}, rides), { ...WRITES, seconds }),
    ]);
    const firstReadMs = await until('an answer of the new slave', () => firstRead(ground, before));
    return { rides, snapshotBytes, firstReadMs, reads, writes };
  } finally {
    await ground.stop();
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

async function firstRead(ground: Ground, before: ReadonlySet<string>): Promise<number | undefined> {
  const workers = [...(await ground.workers())];
  for (const worker of workers.filter((id) => !before.has(id))) {
    const firstReadMs = await ground.firstReadMs(worker);
    if (firstReadMs !== undefined) return firstReadMs;
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
