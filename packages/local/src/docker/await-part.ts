import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, reason } from '../process/errors.ts';
import { logTail } from './log-tail.ts';
import { checkPart } from './readiness.ts';
import type { Deployment, PartName } from './deployment.ts';
import type { Endpoints } from '../system/plan.ts';
import type { ContainerInspectInfo } from 'dockerode';

export const startTimeoutMs = 120_000;
export const pollMs = 100;
/** A new part that has ended so often is not going to start. */
const hopelessRestarts = 3;

/** Why a part of a system that starts will never be ready; undefined while it may. */
function failureOf({ State, RestartCount }: ContainerInspectInfo): string | undefined {
  const ended = `exit code ${State.ExitCode}${State.Error === '' ? '' : `, ${State.Error}`}`;
  if (State.OOMKilled) return 'ended while starting: it took more memory than it may';
  // One that has just ended is unhealthy too.
  if (State.Status === 'running' && State.Health?.Status === 'unhealthy') return 'is unhealthy';
  if (State.Status === 'exited' || State.Status === 'dead') return `ended while starting (${ended})`;
  return RestartCount >= hopelessRestarts ? `ends again and again (${ended})` : undefined;
}

/** The error that tells what ails a part, with what it has said last. */
export async function partError(
  deployment: Deployment,
  part: PartName,
  trouble: string,
): Promise<StartError> {
  const said = await logTail(deployment.container(part));
  return new StartError(`${part} ${trouble}${said === '' ? '.' : `; the end of its log:\n${said}`}`);
}

/** @throws {@link StartError} of the first of the `parts` of a system that starts that has failed for good */
export async function requireHope(deployment: Deployment, parts: readonly PartName[]): Promise<void> {
  for (const part of parts) {
    const found = await deployment.inspect(part);
    const failure = found && failureOf(found);
    if (failure !== undefined) throw await partError(deployment, part, failure);
  }
}

/** @throws Error that says what is missing */
async function checkNow(deployment: Deployment, part: PartName, endpoints: Endpoints): Promise<void> {
  const found = await deployment.inspect(part);
  if (!found) throw new Error('it has no container');
  await checkPart(part, found, endpoints);
}

/**
 * Waits until a part serves, whatever happens to it and to the engine meanwhile.
 * @param beforeLook called before each look; the wait ends when it throws
 * @throws {@link StartError} when it takes longer than two minutes
 */
export async function awaitPart(
  deployment: Deployment,
  part: PartName,
  endpoints: Endpoints,
  beforeLook?: () => Promise<void>,
): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  for (;;) {
    await beforeLook?.();
    const missing = await checkNow(deployment, part, endpoints).then(() => undefined, reason);
    if (missing === undefined) return;
    if (performance.now() >= deadline) {
      throw await partError(deployment, part, `was not ready after ${startTimeoutMs / 1000} s: ${missing}`);
    }
    await sleep(pollMs);
  }
}
