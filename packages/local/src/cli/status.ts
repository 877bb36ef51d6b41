import { reason } from '../process/errors.ts';
import { partsHealth, workersHealth } from '../system/health.ts';
import { hasLeftovers, readState, runningState } from '../system/leftovers.ts';
import { endpointsOf } from '../system/plan.ts';
import { exitCode } from './exit-code.ts';
import { runCommand } from './main.ts';
import { systemFolder } from './place.ts';
import { duration, table } from './table.ts';
import type { PartHealth, WorkerHealth } from '../system/health.ts';
import type { SystemPlan } from '../system/plan.ts';
import type { SystemState } from '../supervisor/state-file.ts';

interface Report {
  state: 'running' | 'degraded' | 'not running';
  /** Sentences about what is wrong. */
  troubles: string[];
  parts: PartHealth[];
  workers: WorkerHealth[];
}

const dir = systemFolder();

function supervisorHealth({ supervisor, startedAt }: SystemState<SystemPlan>, alive: boolean): PartHealth {
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

function workerTroubles(workers: readonly WorkerHealth[]): string[] {
  const has = (role: WorkerHealth['role']) => workers.some((worker) => worker.role === role);
  return [has('master') ? [] : ['there is no master'], has('slave') ? [] : ['there is no slave']].flat();
}

async function report(): Promise<Report> {
  const state = readState(dir);
  const alive = runningState(dir) !== undefined;
  if (!state || (!alive && !hasLeftovers(dir))) {
    return { state: 'not running', troubles: [], parts: [], workers: [] };
  }
  const parts = [supervisorHealth(state, alive), ...(await partsHealth(state))];
  const troubles = parts
    .filter((part) => part.state !== 'running')
    .map((part) => `${part.name} is ${part.state}${part.detail === '' ? '' : ` (${part.detail})`}`);
  let workers: WorkerHealth[] = [];
  try {
    workers = await workersHealth(endpointsOf(state.plan).dbaas, process.env['DBAAS_TOKEN']);
    troubles.push(...workerTroubles(workers));
  } catch (error) {
    troubles.push(`the orchestrator does not tell of its workers: ${reason(error)}`);
  }
  return { state: troubles.length === 0 ? 'running' : 'degraded', troubles, parts, workers };
}

function print({ state, troubles, parts, workers }: Report): void {
  if (state === 'not running') {
    console.log('RideShare is not running: ./scripts/up starts it.');
    return;
  }
  const uptime = (part: PartHealth) => (part.uptimeSeconds === null ? '-' : duration(part.uptimeSeconds));
  const partRows = parts.map((part) => [
    part.name,
    part.state,
    String(part.pid ?? '-'),
    uptime(part),
    part.address,
  ]);
  console.log(table(['PART', 'STATE', 'PID', 'UPTIME', 'ADDRESS'], partRows));
  const workerRows = workers.map(({ id, role, pid, offset, lag }) => [
    id,
    role,
    String(pid),
    String(offset),
    String(lag),
  ]);
  if (workers.length > 0) console.log(`\n${table(['WORKER', 'ROLE', 'PID', 'OFFSET', 'LAG'], workerRows)}`);
  console.log(
    state === 'running' ? '\nRideShare is running.' : `\nRideShare is degraded: ${troubles.join('; ')}.`,
  );
}

await runCommand(['json'], async ({ flags }) => {
  const result = await report();
  if (flags.has('json')) console.log(JSON.stringify(result, undefined, 2));
  else print(result);
  return { running: exitCode.ok, degraded: exitCode.failed, 'not running': exitCode.notRunning }[
    result.state
  ];
});
