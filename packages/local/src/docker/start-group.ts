import { awaitPart, requireHope } from './await-part.ts';
import type { Composition } from './compose.ts';
import type { Deployment, PartName } from './deployment.ts';
import type { Endpoints } from '../system/plan.ts';

/** How a caller follows the steps of a longer action. */
export type StepRunner = (name: string, action: () => Promise<void>) => Promise<void>;

export interface Group {
  deployment: Deployment;
  composition: Composition;
  endpoints: Endpoints;
  step: StepRunner;
  signal: AbortSignal;
}

/**
 * Starts parts that belong together and waits until they serve, one after the other, and `thenServed` is done.
 * @throws {@link StartError} of the first that fails, as soon as it does; the reason of `signal`
 */
export async function startGroup(
  { deployment, composition, endpoints, step, signal }: Group,
  parts: readonly PartName[],
  thenServed?: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const requireAll = async () => {
    either.throwIfAborted();
    await requireHope(deployment, parts);
  };
  const started = composition.up(parts, either).catch(async (error: unknown) => {
    await requireAll();
    throw error;
  });
  const served = (async () => {
    for (const part of parts) await step(part, () => awaitPart(deployment, part, endpoints, requireAll));
    await thenServed?.(either);
  })();
  try {
    await Promise.all([started, served]);
  } catch (error) {
    failed.abort();
    await Promise.allSettled([started, served]);
    throw error;
  }
}
