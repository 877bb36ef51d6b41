import { setTimeout as sleep } from 'node:timers/promises';
import { reason } from '../process/errors.ts';
import { workersHealth } from '../system/health.ts';
import { partError, pollMs, startTimeoutMs } from './await-part.ts';
import { runningWorkers } from './workers.ts';
import type { Deployment } from './deployment.ts';

/** @throws Error that says who is missing, or not named yet */
async function checkWorkers(deployment: Deployment, dbaas: string, token: string | undefined): Promise<void> {
  const registered = await workersHealth(dbaas, token);
  const running = await runningWorkers(deployment);
  for (const role of ['master', 'slave'] as const) {
    const ids = registered.filter((worker) => worker.role === role).map(({ id }) => id);
    if (ids.length === 0) throw new Error(`there is no ${role}`);
    const named = running.find(({ name }) => name === role);
    if (named === undefined || !ids.includes(named.id))
      throw new Error(`no container is named ${role} that is one`);
  }
}

/**
 * Waits until a master and a slave are registered and their containers bear these names.
 * @throws {@link StartError} when that takes longer than two minutes; the reason of `signal`
 */
export async function awaitWorkers(
  deployment: Deployment,
  dbaas: string,
  token: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  for (;;) {
    signal.throwIfAborted();
    const missing = await checkWorkers(deployment, dbaas, token).then(() => undefined, reason);
    if (missing === undefined) return;
    if (performance.now() >= deadline) {
      const trouble = `has no workers after ${startTimeoutMs / 1000} s: ${missing}`;
      throw await partError(deployment, 'orchestrator', trouble);
    }
    await sleep(pollMs);
  }
}
