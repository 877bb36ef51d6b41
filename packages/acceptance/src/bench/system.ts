import got from 'got';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BenchFailure } from './failure.ts';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** Where the system on this machine keeps its state and says where it listens. */
export const STATE_DIR = join(ROOT, '.rideshare');

const PROBE_MS = 5_000;

export interface RunningSystem {
  /** Base URL of the orchestrator. */
  orchestratorUrl: string;
  /** Takes the system down if it was brought up for the benchmark. */
  leave: () => Promise<void>;
}

/** Finds the running system, or brings it up. */
export async function enterSystem(progress: (line: string) => void): Promise<RunningSystem> {
  const found = await readyOrchestrator();
  if (found !== undefined) return { orchestratorUrl: found, leave: () => Promise.resolve() };
  progress('The system is not up: ./scripts/up --process');
  await run('up', '--process');
  const orchestratorUrl = await readyOrchestrator();
  if (orchestratorUrl === undefined)
    throw new BenchFailure('./scripts/up ended well, but the orchestrator is not ready.');
  return { orchestratorUrl, leave: () => run('down') };
}

async function readyOrchestrator(): Promise<string | undefined> {
  try {
    const endpoints: unknown = JSON.parse(await readFile(join(STATE_DIR, 'endpoints.json'), 'utf8'));
    if (!isEndpoints(endpoints)) return undefined;
    await got(`${endpoints.dbaas}/readyz`, { timeout: { request: PROBE_MS }, retry: { limit: 0 } });
    return endpoints.dbaas;
  } catch {
    return undefined;
  }
}

function isEndpoints(value: unknown): value is { dbaas: string } {
  return typeof value === 'object' && value !== null && 'dbaas' in value && typeof value.dbaas === 'string';
}

/**
 * Runs a command of the repository, showing what it says on stderr. A system that it brings up keeps to one slave,
 * unless it is told otherwise, so that each figure is measured on the same number of processes.
 */
async function run(command: 'up' | 'down', ...args: string[]): Promise<void> {
  const child = spawn(join(ROOT, 'scripts', command), args, {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
    env: { MAX_SLAVES: '1', ...process.env },
  });
  const [code] = (await once(child, 'exit').catch((cause: unknown) => {
    throw new BenchFailure(`./scripts/${command} could not be started: ${String(cause)}`, { cause });
  })) as [number | null];
  if (code !== 0) throw new BenchFailure(`./scripts/${command} failed; its messages are above.`);
}
