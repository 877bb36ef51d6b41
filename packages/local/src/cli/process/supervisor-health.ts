import { isAlive } from '../../process/identity.ts';
import type { SystemState } from '../../supervisor/state-file.ts';
import type { PartHealth } from '../../system/health.ts';
import type { SystemPlan } from '../../system/plan.ts';

/** The supervisor as one more part. */
export function supervisorHealth({ supervisor, startedAt }: SystemState<SystemPlan>): PartHealth {
  const alive = isAlive(supervisor);
  return {
    name: 'supervisor',
    state: alive ? 'running' : 'dead',
    pid: alive ? supervisor.pid : null,
    uptimeSeconds: alive ? Math.round((Date.now() - startedAt) / 1000) : null,
    address: '',
    restarts: 0,
    detail: alive ? '' : 'nothing is restarted when it dies: run ./scripts/up',
  };
}
