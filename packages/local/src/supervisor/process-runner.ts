import { launch } from '../process/launch.ts';
import { stopProcess } from '../process/stop.ts';
import { awaitReady } from '../unit/ready.ts';
import type { Clock } from '../clock/clock.ts';
import type { UnitRunner } from './part.ts';

/** Units as real processes. With `dieWithParent` they never outlive this process, however it ends. */
export function processRunner(clock: Clock, dieWithParent: boolean): UnitRunner {
  return {
    launch: async (unit) => {
      await unit.prepare?.();
      return launch(unit, dieWithParent);
    },
    awaitReady: (unit, launched) => awaitReady(unit, launched, clock),
    stop: (unit, process) => stopProcess(process, unit.stopSignal, unit.graceMs),
  };
}
