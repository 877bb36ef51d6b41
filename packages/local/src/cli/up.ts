import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, reason } from '../process/errors.ts';
import { hasLeftovers, runningState, stopLeftovers } from '../system/leftovers.ts';
import { endpointsOf } from '../system/plan.ts';
import { roundTrip } from '../system/round-trip.ts';
import { systemUnits } from '../system/units.ts';
import { addressLines } from './addresses.ts';
import { choosePlan } from './choose-plan.ts';
import { exitCode } from './exit-code.ts';
import { InterruptedError, interruption } from './interruption.ts';
import { locked } from './locked.ts';
import { runCommand } from './main.ts';
import { systemFolder } from './place.ts';
import { Progress } from './progress.ts';
import { startAll } from './start-all.ts';
import type { SystemPlan } from '../system/plan.ts';

const recoveryTimeoutMs = 60_000;

const dir = systemFolder();
const progress = new Progress();

async function awaitAll(plan: SystemPlan): Promise<void> {
  const deadline = performance.now() + recoveryTimeoutMs;
  for (const unit of systemUnits(plan, {})) {
    for (;;) {
      const missing = await unit.ready().then(() => undefined, reason);
      if (missing === undefined) break;
      if (performance.now() >= deadline) throw new StartError(`${unit.name} is not ready: ${missing}`);
      await sleep(200);
    }
  }
}

async function up(): Promise<number> {
  const running = runningState(dir);
  if (running) {
    progress.say('RideShare is running already.');
    await progress.step('all parts', 'ready', () => awaitAll(running.plan));
    await progress.step('round trip', 'done', () => roundTrip(endpointsOf(running.plan).edge));
    progress.say(`\nRideShare was up already and works.\n${addressLines(endpointsOf(running.plan))}`);
    return exitCode.ok;
  }
  if (hasLeftovers(dir)) {
    progress.say('Stopping what an earlier run has left:');
    await stopLeftovers(dir, (name, action) => progress.step(name, 'stopped', action));
  }
  progress.say('Starting RideShare:');
  const plan = await choosePlan(dir, progress);
  await startAll(plan, progress, interruption());
  progress.say(`\nRideShare is up (${progress.elapsed}).\n${addressLines(endpointsOf(plan))}`);
  return exitCode.ok;
}

function failed(error: unknown): number {
  if (error instanceof InterruptedError) {
    progress.say('Interrupted: RideShare is not running.');
    return exitCode.interrupted;
  }
  throw new StartError(`RideShare did not come up: ${reason(error)}`, { cause: error });
}

await runCommand([], () => locked(dir, () => up().catch(failed)));
