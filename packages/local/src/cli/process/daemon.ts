import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { systemClock } from '../../clock/clock.ts';
import { reason } from '../../process/errors.ts';
import { bootId, identify } from '../../process/identity.ts';
import { processRunner } from '../../supervisor/process-runner.ts';
import { StateFile } from '../../supervisor/state-file.ts';
import { Supervisor } from '../../supervisor/supervisor.ts';
import { filesOf } from '../../system/files.ts';
import { endpointsOf } from '../../system/plan.ts';
import { systemUnits } from '../../system/units.ts';
import { exitCode } from '../exit-code.ts';
import type { FromDaemon, ToDaemon } from './daemon-messages.ts';
import type { PartRecord, PartState } from '../../supervisor/part.ts';
import type { SystemPlan } from '../../system/plan.ts';

const [{ plan, pauseAfter }] = (await once(process, 'message')) as [Extract<ToDaemon, { kind: 'start' }>];
const files = filesOf(plan.dir);
const stateFile = new StateFile<SystemPlan>(files.state);
const self = identify(process.pid) ?? { pid: process.pid, startTime: 0 };
const startedAt = Date.now();
const told = new Map<string, PartState>();
let started = false;

function tell(message: FromDaemon): void {
  if (process.connected) process.send?.(message, () => undefined);
}

function onChange(parts: PartRecord[]): void {
  stateFile.write({ bootId: bootId(), supervisor: self, startedAt, plan, parts });
  for (const { name, state } of parts) {
    if (told.get(name) !== state) tell({ kind: 'part', name, state });
    told.set(name, state);
  }
}

const supervisor = new Supervisor({
  units: systemUnits(plan, process.env),
  runner: processRunner(systemClock, false),
  clock: systemClock,
  onChange,
});

let stopped: Promise<void> | undefined;

async function stopAndExit(code: number): Promise<never> {
  stopped ??= supervisor.stop();
  await stopped;
  rmSync(files.endpoints, { force: true });
  stateFile.remove();
  process.exit(code);
}

async function pause(name: string): Promise<void> {
  if (name !== pauseAfter) return;
  tell({ kind: 'paused' });
  await once(process, 'message');
}

process.on('SIGTERM', () => void stopAndExit(exitCode.ok));
process.on('SIGINT', () => void stopAndExit(exitCode.ok));
// When the command that started us is gone before all is up, nothing half-started may stay.
process.on('disconnect', () => {
  if (!started) void stopAndExit(exitCode.failed);
});

try {
  await supervisor.start(pause);
  started = true;
  writeFileSync(files.endpoints, `${JSON.stringify(endpointsOf(plan))}\n`);
  tell({ kind: 'started' });
} catch (error) {
  tell({ kind: 'failed', message: reason(error) });
  await stopAndExit(exitCode.failed);
}
