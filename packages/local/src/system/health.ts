import got from 'got';
import { reason } from '../process/errors.ts';
import { isAlive } from '../process/identity.ts';
import { systemUnits } from './units.ts';
import type { SystemPlan } from './plan.ts';
import type { SystemState } from '../supervisor/state-file.ts';
import type { Unit } from '../unit/unit.ts';

export interface PartHealth {
  name: string;
  /** `running` when its process lives and it serves; else where it stands. */
  state: string;
  pid: number | null;
  uptimeSeconds: number | null;
  address: string;
  restarts: number;
  /** What is wrong; empty when it runs. */
  detail: string;
}

export interface WorkerHealth {
  id: string;
  pid: number;
  role: 'master' | 'slave';
  /** Of the last log entry it has applied. */
  offset: number;
  /** How many entries it is behind. */
  lag: number;
}

async function partHealth(state: SystemState<SystemPlan>, unit: Unit): Promise<PartHealth> {
  const record = state.parts.find(({ name }) => name === unit.name);
  const missing = await unit.ready().then(() => '', reason);
  const identity = record?.process;
  if (record === undefined || identity === undefined || !isAlive(identity)) {
    // Its supervisor may be about to start it, but cannot be when it is dead itself.
    const expected = record !== undefined && record.state !== 'running' && isAlive(state.supervisor);
    return {
      name: unit.name,
      state: expected ? record.state : 'dead',
      pid: null,
      uptimeSeconds: null,
      address: unit.address,
      restarts: record?.restarts ?? 0,
      detail: record?.trouble ?? '',
    };
  }
  return {
    name: unit.name,
    state: missing === '' ? record.state : 'not ready',
    pid: identity.pid,
    uptimeSeconds: Math.round((Date.now() - (record.startedAt ?? Date.now())) / 1000),
    address: unit.address,
    restarts: record.restarts,
    detail: missing,
  };
}

/** Looks at every part now, not at what was last written about it. */
export function partsHealth(state: SystemState<SystemPlan>): Promise<PartHealth[]> {
  return Promise.all(systemUnits(state.plan, {}).map((unit) => partHealth(state, unit)));
}

/** The workers as the orchestrator sees them. */
export async function workersHealth(dbaas: string, token: string | undefined): Promise<WorkerHealth[]> {
  return got(`${dbaas}/api/v1/worker/status`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    retry: { limit: 0 },
    timeout: { request: 5000 },
  }).json<WorkerHealth[]>();
}
