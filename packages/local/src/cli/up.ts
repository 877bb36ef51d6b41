import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, reason } from '../process/errors.ts';
import { identify } from '../process/identity.ts';
import { awaitEnd, signalProcess } from '../process/stop.ts';
import { hasLeftovers, runningState, stopLeftovers } from '../system/leftovers.ts';
import { endpointsOf } from '../system/plan.ts';
import { choosePorts } from '../system/ports.ts';
import { resetRequestCounts, roundTrip } from '../system/round-trip.ts';
import { systemUnits } from '../system/units.ts';
import { addressLines } from './addresses.ts';
import { exitCode } from './exit-code.ts';
import { locked } from './locked.ts';
import { runCommand } from './main.ts';
import { systemFolder } from './place.ts';
import { Progress } from './progress.ts';
import { startDaemon } from './start-daemon.ts';
import type { SystemPlan } from '../system/plan.ts';

const stopTimeoutMs = 120_000;
const recoveryTimeoutMs = 60_000;

const dir = systemFolder();
const progress = new Progress();

async function stopDaemon(pid: number): Promise<void> {
  const daemon = identify(pid);
  if (daemon === undefined) return;
  signalProcess(daemon, 'SIGTERM');
  await awaitEnd(daemon, stopTimeoutMs);
}

async function choosePlan(): Promise<SystemPlan> {
  const host = process.env['HOST'] ?? '127.0.0.1';
  const { ports, notes } = await choosePorts(process.env, host);
  for (const note of notes) progress.say(`  ${note}`);
  return { dir, host, ports };
}

class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** Rejects at Ctrl-C; a second one ends this process at once. */
async function interruption(): Promise<never> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  throw new InterruptedError();
}

/** Starts everything; interrupted or failed, it stops everything again. */
async function startAll(plan: SystemPlan): Promise<void> {
  const interrupted = interruption();
  const daemon = startDaemon(plan, (name, state) => {
    if (state === 'starting') progress.begin(name);
    if (state === 'running') progress.end('ready');
  });
  const { edge, users, rides } = endpointsOf(plan);
  try {
    await Promise.race([daemon.started, interrupted]);
    await Promise.race([progress.step('round trip', 'done', () => roundTrip(edge)), interrupted]);
    await resetRequestCounts([users, rides]);
  } catch (error) {
    progress.say('\nStopping what was started.');
    await stopDaemon(daemon.pid);
    throw error;
  }
}

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
  const plan = await choosePlan();
  await startAll(plan);
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
