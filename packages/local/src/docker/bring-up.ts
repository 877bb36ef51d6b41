import { endpointsOf } from '../system/plan.ts';
import { awaitWorkers } from './await-workers.ts';
import { Composition } from './compose.ts';
import { Deployment } from './deployment.ts';
import { requireImages } from './images.ts';
import { startGroup } from './start-group.ts';
import type { ComposeCommand, DockerPlan } from './compose.ts';
import type { Engine } from './engine.ts';
import type { StepRunner } from './start-group.ts';

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
  const group = { deployment, composition, endpoints, step, signal };
  await requireImages(engine.docker, env);
  if (prepare) {
    await composition.create(database, signal);
    await prepare();
  }
  await startGroup(group, database, (either) =>
    step('master, slave', () => awaitWorkers(deployment, endpoints.dbaas, env['DBAAS_TOKEN'], either)),
  );
  await check?.();
  await startGroup(group, services);
}
