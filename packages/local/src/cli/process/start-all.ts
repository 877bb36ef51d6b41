import { identify } from '../../process/identity.ts';
import { awaitEnd, signalProcess } from '../../process/stop.ts';
import { endpointsOf } from '../../system/plan.ts';
import { tryIt } from '../try-it.ts';
import { startDaemon } from './start-daemon.ts';
import type { SystemPlan } from '../../system/plan.ts';
import type { Progress } from '../progress.ts';
import type { Gate } from './start-daemon.ts';

const stopTimeoutMs = 120_000;

async function stopDaemon(pid: number): Promise<void> {
  const daemon = identify(pid);
  if (daemon === undefined) return;
  signalProcess(daemon, 'SIGTERM');
  await awaitEnd(daemon, stopTimeoutMs);
}

/** Starts everything and tries a ride; interrupted or failed, it stops everything again. */
export async function startAll(
  plan: SystemPlan,
  progress: Progress,
  interrupted: Promise<never>,
  gate?: Gate,
): Promise<void> {
  const onPart = (name: string, state: string) => {
    if (state === 'starting') progress.begin(name);
    if (state === 'running') progress.end('ready');
  };
  const daemon = startDaemon(plan, onPart, gate);
  try {
    await Promise.race([daemon.started, interrupted]);
    await tryIt(endpointsOf(plan), progress, interrupted);
  } catch (error) {
    progress.say('\nStopping what was started.');
    await stopDaemon(daemon.pid);
    throw error;
  }
}
