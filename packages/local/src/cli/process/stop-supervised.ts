import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '../../process/identity.ts';
import { signalProcess } from '../../process/stop.ts';
import { readState } from '../../system/leftovers.ts';
import type { Progress } from '../progress.ts';
import type { SystemState } from '../../supervisor/state-file.ts';
import type { SystemPlan } from '../../system/plan.ts';

const stopTimeoutMs = 120_000;
const pollMs = 50;

/** Asks the supervisor to stop all, and shows its parts going; kills it when it does not end in time. */
export async function stopSupervised(
  dir: string,
  { supervisor, parts }: SystemState<SystemPlan>,
  progress: Progress,
): Promise<void> {
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
