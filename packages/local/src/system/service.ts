import { join } from 'node:path';
import got from 'got';
import type { Unit } from '../unit/unit.ts';

export interface ServiceOptions {
  name: 'orchestrator' | 'users' | 'rides';
  url: string;
  env: NodeJS.ProcessEnv;
  logFile: string;
}

/** What `/readyz` answers: a line for each thing that the service depends on, "ok: …" or "failed: …". */
interface ReadinessDocument {
  dependencies?: Record<string, string>;
}

const packages = join(import.meta.dirname, '..', '..', '..');

/** @throws Error that lists what the service is waiting for */
export async function checkReadiness(url: string): Promise<void> {
  const answer = await got(`${url}/readyz`, {
    throwHttpErrors: false,
    retry: { limit: 0 },
    timeout: { request: 5000 },
    responseType: 'json',
  });
  if (answer.statusCode === 200) return;
  const { dependencies = {} } = answer.body as ReadinessDocument;
  const missing = Object.entries(dependencies)
    .filter(([, line]) => line.startsWith('failed'))
    .map(([name, line]) => `${name} ${line}`);
  throw new Error(
    `${url}/readyz answers ${answer.statusCode}${missing.length > 0 ? ` (${missing.join('; ')})` : ''}`,
  );
}

/** One of our own services, run by the Node that runs this. */
export function serviceUnit({ name, url, env, logFile }: ServiceOptions): Unit {
  return {
    name,
    command: process.execPath,
    args: [join(packages, name, 'dist', 'main.js')],
    env,
    logFile,
    address: url,
    ready: () => checkReadiness(url),
    startTimeoutMs: 60_000,
    stopSignal: 'SIGTERM',
    graceMs: 15_000,
  };
}
