import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, reason } from '../../process/errors.ts';
import { holdsData } from '../../restore/data-folders.ts';
import { partsHealth } from '../../system/health.ts';
import { hasLeftovers, readState, runningState, stopLeftovers } from '../../system/leftovers.ts';
import { endpointsOf } from '../../system/plan.ts';
import { systemUnits } from '../../system/units.ts';
import { choosePlan } from '../choose-plan.ts';
import { reportOf } from '../report.ts';
import { startAll } from './start-all.ts';
import { startRestored } from './start-restored.ts';
import { stopSupervised } from './stop-supervised.ts';
import { supervisorHealth } from './supervisor-health.ts';
import type { Endpoints } from '../../system/plan.ts';
import type { Progress } from '../progress.ts';
import type { Report } from '../report.ts';
import type { Restored, Way } from '../way.ts';

const recoveryTimeoutMs = 60_000;
const pollMs = 200;

/** As processes under a supervisor, with all of their data in one folder. */
export class ProcessWay implements Way {
  readonly name = 'process';
  readonly manner = 'as processes';
  readonly #dir: string;

  constructor(dir: string) {
    this.#dir = dir;
  }

  isPresent(): Promise<boolean> {
    return Promise.resolve(runningState(this.#dir) !== undefined || hasLeftovers(this.#dir));
  }

  running(): Promise<Endpoints | undefined> {
    const state = runningState(this.#dir);
    return Promise.resolve(state && endpointsOf(state.plan));
  }

  async awaitServing(): Promise<void> {
    const deadline = performance.now() + recoveryTimeoutMs;
    const state = runningState(this.#dir);
    for (const unit of state ? systemUnits(state.plan, {}) : []) {
      for (;;) {
        const missing = await unit.ready().then(() => undefined, reason);
        if (missing === undefined) break;
        if (performance.now() >= deadline) throw new StartError(`${unit.name} is not ready: ${missing}`);
        await sleep(pollMs);
      }
    }
  }

  async start(progress: Progress, interrupted: Promise<never>, restored?: Restored): Promise<Endpoints> {
    const plan = await choosePlan(this.#dir, progress);
    if (restored) await startRestored(plan, restored, progress, interrupted);
    else await startAll(plan, progress, interrupted);
    return endpointsOf(plan);
  }

  async stop(progress: Progress, heading: string): Promise<boolean> {
    const wasThere = await this.isPresent();
    if (wasThere) progress.say(heading);
    const running = runningState(this.#dir);
    if (running) await stopSupervised(this.#dir, running, progress);
    await stopLeftovers(this.#dir, (name, action) => progress.step(name, 'stopped', action));
    return wasThere;
  }

  forget(): Promise<void> {
    rmSync(this.#dir, { recursive: true, force: true });
    return Promise.resolve();
  }

  obstacleToRestore(replace: boolean): Promise<string | undefined> {
    const obstacle = `there is data in ${this.#dir} already; --replace sets it aside and keeps it`;
    return Promise.resolve(!replace && holdsData(this.#dir) ? obstacle : undefined);
  }

  async report(): Promise<Report | undefined> {
    const state = readState(this.#dir);
    if (!state || !(await this.isPresent())) return undefined;
    const parts = [supervisorHealth(state), ...(await partsHealth(state))];
    return reportOf(parts, endpointsOf(state.plan).dbaas);
  }
}
