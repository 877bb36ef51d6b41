import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from '../process/identity.ts';
import { stopProcess } from '../process/stop.ts';
import type { ProcessIdentity } from '../process/identity.ts';

const graceMs = 10_000;

function readIdentity(file: string): ProcessIdentity | undefined {
  try {
    const { pid, startTime } = JSON.parse(readFileSync(file, 'utf8')) as Partial<ProcessIdentity>;
    return typeof pid === 'number' && typeof startTime === 'number' ? { pid, startTime } : undefined;
  } catch {
    return undefined;
  }
}

function folders(workersDir: string): string[] {
  try {
    return readdirSync(workersDir);
  } catch {
    return [];
  }
}

/** The running workers, by the `worker.json` that the orchestrator leaves in each one's folder. */
export function runningWorkers(workersDir: string): ProcessIdentity[] {
  return folders(workersDir).flatMap((id) => {
    const identity = readIdentity(join(workersDir, id, 'worker.json'));
    return identity !== undefined && isAlive(identity) ? [identity] : [];
  });
}

/** Stops all of them at once; they outlive the orchestrator on purpose, so it must be gone before. */
export async function stopWorkers(workersDir: string): Promise<void> {
  await Promise.all(runningWorkers(workersDir).map((worker) => stopProcess(worker, 'SIGTERM', graceMs)));
}
