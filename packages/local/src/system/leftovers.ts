import { groupMembers, isAlive } from '../process/identity.ts';
import { stopProcess } from '../process/stop.ts';
import { StateFile } from '../supervisor/state-file.ts';
import { filesOf } from './files.ts';
import { systemUnits } from './units.ts';
import { runningWorkers, stopWorkers } from './workers.ts';
import type { SystemState } from '../supervisor/state-file.ts';
import type { SystemPlan } from './plan.ts';

/** How a caller follows the steps of a longer action. */
export type StepRunner = (name: string, action: () => Promise<void>) => Promise<void>;

/** What is known of the system in `dir`, running or not. */
export function readState(dir: string): SystemState<SystemPlan> | undefined {
  return new StateFile<SystemPlan>(filesOf(dir).state).read();
}

/** What runs now: the state of a system whose supervisor is alive. */
export function runningState(dir: string): SystemState<SystemPlan> | undefined {
  const state = readState(dir);
  return state !== undefined && isAlive(state.supervisor) ? state : undefined;
}

/** Whether parts or workers still run. */
export function hasLeftovers(dir: string): boolean {
  const parts = readState(dir)?.parts ?? [];
  const running = parts.some((part) => part.process !== undefined && groupMembers(part.process).length > 0);
  return running || runningWorkers(filesOf(dir).workers).length > 0;
}

/** Stops whatever a supervisor that is gone has left running, last started first, and forgets it. */
export async function stopLeftovers(dir: string, step: StepRunner): Promise<void> {
  const files = filesOf(dir);
  const state = readState(dir);
  for (const unit of state ? systemUnits(state.plan, {}).reverse() : []) {
    const left = state?.parts.find(({ name }) => name === unit.name)?.process;
    if (left && groupMembers(left).length > 0) {
      await step(unit.name, () => stopProcess(left, unit.stopSignal, unit.graceMs));
    }
    await unit.afterStop?.();
  }
  if (runningWorkers(files.workers).length > 0) await step('workers', () => stopWorkers(files.workers));
  new StateFile(files.state).remove();
}
