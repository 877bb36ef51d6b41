import { endpointsOf } from '../system/plan.ts';
import { awaitPart, failedPart } from './await-part.ts';
import { awaitWorkers } from './await-workers.ts';
import { Composition } from './compose.ts';
import { Deployment } from './deployment.ts';
import { requireImages } from './images.ts';
import type { ComposeCommand, DockerPlan } from './compose.ts';
import type { PartName } from './deployment.ts';
import type { Engine } from './engine.ts';

/** How a caller follows the steps of a longer action. */
export type StepRunner = (name: string, action: () => Promise<void>) => Promise<void>;

export interface BringUp {
  engine: Engine;
  compose: ComposeCommand;
  plan: DockerPlan;
  /** What docker-compose.yml reads beside the plan. */
  env: NodeJS.ProcessEnv;
  /** Gives up when it is aborted; what has been made by then is there still. */
  signal: AbortSignal;
  step?: StepRunner;
  /** Called with everything created and nothing running. */
  prepare?: () => Promise<void>;
  /** Called when the database serves and the services do not run yet; the start fails when it does. */
  check?: () => Promise<void>;
}

const database = ['zookeeper', 'rabbitmq', 'orchestrator'] as const;
const services = ['users', 'rides', 'load-balancer'] as const;

const silently: StepRunner = (_, action) => action();

/**
 * Starts a whole deployment and waits until it serves. When it throws, what it has made is there still.
 * @throws {@link StartError} of the part that did not become ready; the reason of `signal`
 */
export async function bringUp(options: BringUp): Promise<void> {
  const { engine, compose, plan, env, signal, step = silently, prepare, check } = options;
  const deployment = new Deployment(engine.docker, plan);
  const composition = new Composition(compose, engine, plan, env);
  const endpoints = endpointsOf(plan);

  const start = async (parts: readonly PartName[], thenServed?: (signal: AbortSignal) => Promise<void>) => {
    const failed = new AbortController();
    const either = AbortSignal.any([signal, failed.signal]);
    const started = composition.up(parts, either).catch(async (error: unknown) => {
      either.throwIfAborted();
      throw (await failedPart(deployment, parts)) ?? error;
    });
    const served = (async () => {
      for (const part of parts) await step(part, () => awaitPart(deployment, part, endpoints, either));
      await thenServed?.(either);
    })();
    try {
      await Promise.all([started, served]);
    } catch (error) {
      failed.abort();
      await Promise.allSettled([started, served]);
      throw error;
    }
  };

  await requireImages(engine.docker, env);
  if (prepare) {
    await composition.create(database, signal);
    await prepare();
  }
  await start(database, (either) =>
    step('master, slave', () => awaitWorkers(deployment, endpoints.dbaas, env['DBAAS_TOKEN'], either)),
  );
  await check?.();
  await start(services);
}
