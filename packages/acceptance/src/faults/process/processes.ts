import { commandLine, isFrozen, processesOf } from '@rideshare/fault-injection';
import type { UnitName } from '@rideshare/local';
import type { ProcessArena } from './arena.ts';

const units: readonly UnitName[] = [
  'epmd',
  'rabbitmq',
  'zookeeper',
  'orchestrator',
  'users',
  'rides',
  'nginx',
];

const WORKER = '/worker/dist/main.js';

/** Which process of the system is missing, frozen, or nobody's. */
export async function processComplaint({
  api,
  dir,
  system,
}: Pick<ProcessArena, 'api' | 'dir' | 'system'>): Promise<string | undefined> {
  const missing = units.find((name) => system.unit(name).pid === 0);
  if (missing !== undefined) return `${missing} does not run`;
  const pids = processesOf(dir);
  const frozen = pids.find(isFrozen);
  if (frozen !== undefined) return `process ${frozen} is frozen: ${commandLine(frozen)}`;
  const running = pids.filter((pid) => commandLine(pid).endsWith(WORKER)).sort((a, b) => a - b);
  const known = await api.ask<number[]>('api/v1/worker/list').catch(() => []);
  if (running.join() === known.join()) return undefined;
  return `the processes ${running.join()} are workers, but the orchestrator knows ${known.join()}`;
}
