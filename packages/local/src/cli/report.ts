import { reason } from '../process/errors.ts';
import { workersHealth } from '../system/health.ts';
import type { PartHealth, WorkerHealth } from '../system/health.ts';

/** What `./scripts/status` tells. */
export interface Report {
  state: 'running' | 'degraded' | 'not running';
  /** Sentences about what is wrong. */
  troubles: string[];
  parts: PartHealth[];
  workers: WorkerHealth[];
}

export const notRunning: Report = { state: 'not running', troubles: [], parts: [], workers: [] };

function workerTroubles(workers: readonly WorkerHealth[]): string[] {
  const has = (role: WorkerHealth['role']) => workers.some((worker) => worker.role === role);
  return [has('master') ? [] : ['there is no master'], has('slave') ? [] : ['there is no slave']].flat();
}

/** How a system is whose parts are like this, and whose orchestrator is asked about its workers. */
export async function reportOf(parts: PartHealth[], dbaas: string): Promise<Report> {
  const troubles = parts
    .filter((part) => part.state !== 'running')
    .map((part) => `${part.name} is ${part.state}${part.detail === '' ? '' : ` (${part.detail})`}`);
  let workers: WorkerHealth[] = [];
  try {
    workers = await workersHealth(dbaas, process.env['DBAAS_TOKEN']);
    troubles.push(...workerTroubles(workers));
  } catch (error) {
    troubles.push(`the orchestrator does not tell of its workers: ${reason(error)}`);
  }
  return { state: troubles.length === 0 ? 'running' : 'degraded', troubles, parts, workers };
}
