import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, reason } from '../process/errors.ts';
import { logTail } from './log-tail.ts';
import { checkPart } from './readiness.ts';
import type { Deployment, PartName } from './deployment.ts';
import type { Endpoints } from '../system/plan.ts';
import type { ContainerInspectInfo } from 'dockerode';

export const startTimeoutMs = 120_000;
export const pollMs = 100;
/** A part that has ended so often is not going to start. */
const hopelessRestarts = 3;

/** Why it will never be ready; undefined while it may. */
function failureOf({ State, RestartCount }: ContainerInspectInfo): string | undefined {
  const ended = `exit code ${State.ExitCode}${State.Error === '' ? '' : `, ${State.Error}`}`;
  if (State.OOMKilled) return `ended while starting: it took more memory than it may`;
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

/** The first of `parts` that has failed for good, as an error. */
export async function failedPart(
  deployment: Deployment,
  parts: readonly PartName[],
): Promise<StartError | undefined> {
  for (const part of parts) {
    const found = await deployment.inspect(part);
    const failure = found && failureOf(found);
    if (failure !== undefined) return partError(deployment, part, failure);
    if (found?.State.Health?.Status === 'unhealthy') return partError(deployment, part, 'is unhealthy');
  }
  return undefined;
}

/**
 * Waits until a part serves.
 * @throws {@link StartError} when it ends before, or takes longer than two minutes; the reason of `signal`
 */
export async function awaitPart(
  deployment: Deployment,
  part: PartName,
  endpoints: Endpoints,
  signal: AbortSignal,
): Promise<void> {
  const deadline = performance.now() + startTimeoutMs;
  for (;;) {
    signal.throwIfAborted();
    const found = await deployment.inspect(part);
    const failure = found && failureOf(found);
    if (failure !== undefined) throw await partError(deployment, part, failure);
    const missing = found
      ? await checkPart(part, found, endpoints).then(() => undefined, reason)
      : 'it has no container';
    if (missing === undefined) return;
    if (performance.now() >= deadline) {
      throw await partError(deployment, part, `was not ready after ${startTimeoutMs / 1000} s: ${missing}`);
    }
    await sleep(pollMs);
  }
}
