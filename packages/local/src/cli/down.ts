import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../process/identity.ts';
import { signalProcess } from '../process/stop.ts';
import { hasLeftovers, readState, runningState, stopLeftovers } from '../system/leftovers.ts';
import { exitCode } from './exit-code.ts';
import { locked } from './locked.ts';
import { runCommand } from './main.ts';
import { systemFolder } from './place.ts';
import { Progress } from './progress.ts';
import type { SystemPlan } from '../system/plan.ts';
import type { SystemState } from '../supervisor/state-file.ts';

const stopTimeoutMs = 120_000;
const pollMs = 50;

const dir = systemFolder();
const progress = new Progress();

/** Asks the supervisor to stop all, and shows its parts going; kills it when it does not end in time. */
async function stopSupervised({ supervisor, parts }: SystemState<SystemPlan>): Promise<void> {
  signalProcess(supervisor, 'SIGTERM');
  const deadline = performance.now() + stopTimeoutMs;
  for (const { name } of parts.toReversed()) {
    await progress.step(name, 'stopped', async () => {
      const stopped = () => readState(dir)?.parts.find((part) => part.name === name)?.state === 'stopped';
      while (isAlive(supervisor) && !stopped() && performance.now() < deadline) await sleep(pollMs);
    });
  }
  while (isAlive(supervisor) && performance.now() < deadline) await sleep(pollMs);
  signalProcess(supervisor, 'SIGKILL');
}

async function down(purge: boolean): Promise<number> {
  const running = runningState(dir);
  const wasUp = running !== undefined || hasLeftovers(dir);
  if (wasUp) progress.say('Stopping RideShare:');
  if (running) await stopSupervised(running);
  await stopLeftovers(dir, (name, action) => progress.step(name, 'stopped', action));
  if (purge) rmSync(dir, { recursive: true, force: true });
  const sentence = wasUp ? `RideShare is down (${progress.elapsed}).` : 'RideShare was not running.';
  const data = purge
    ? 'Its data is forgotten.'
    : 'Its data stays in .rideshare; ./scripts/down --purge forgets it.';
  progress.say(`${wasUp ? '\n' : ''}${sentence} ${data}`);
  return exitCode.ok;
}

await runCommand(['purge'], ({ flags }) => locked(dir, () => down(flags.has('purge'))));
