import { randomBytes } from 'node:crypto';
import { freePort } from '../ports/free-port.ts';
import { endpointsOf } from '../system/plan.ts';
import { removeAtExit } from './at-exit.ts';
import { bringUp } from './bring-up.ts';
import { requireCompose } from './compose.ts';
import { Deployment } from './deployment.ts';
import { engineOf, requireEngine } from './engine.ts';
import { inspectNow } from './inspect-now.ts';
import { removeAll } from './remove.ts';
import { ContainerHandle } from './unit-handle.ts';
import { runningWorkers } from './workers.ts';
import type Docker from 'dockerode';
import type { DockerPlan } from './compose.ts';
import type { PartName } from './deployment.ts';
import type { EndpointName, Endpoints } from '../system/plan.ts';
import type { UnitHandle } from '../system/start.ts';
import type { WorkerContainer } from './workers.ts';

export interface RunningDockerSystem {
  /** On 127.0.0.1. */
  endpoints: Endpoints;
  deployment: string;
  prefix: string;
  docker: Docker;
  /** By the container's own address, which only this machine reaches; looked up anew each time. */
  readonly amqpUrl: string;
  readonly zookeeperUrl: string;
  unit(name: PartName): UnitHandle;
  /** Those that run now. */
  workers(): Promise<WorkerContainer[]>;
  /** Removes containers, networks and volumes, the workers' too. */
  stop(): Promise<void>;
}

export interface StartDockerSystemOptions {
  /** Added to this process's environment for docker-compose.yml. */
  env?: NodeJS.ProcessEnv;
  /** Free private ones by default. */
  ports?: Partial<DockerPlan['ports']>;
}

async function privatePorts(): Promise<Record<EndpointName, number>> {
  return {
    edge: await freePort(),
    users: await freePort(),
    rides: await freePort(),
    dbaas: await freePort(),
  };
}

/**
 * A deployment of its own on this machine's engine, from images that are there; this process does not outlive it.
 * @throws {@link StartError} of the part that did not become ready; then nothing of it is left
 */
export async function startDockerSystem(
  options: StartDockerSystemOptions = {},
): Promise<RunningDockerSystem> {
  const env = { ...process.env, ...options.env };
  const engine = engineOf(env);
  await requireEngine(engine);
  const name = `rs-${randomBytes(4).toString('hex')}`;
  const ports = { ...(await privatePorts()), ...options.ports };
  const plan: DockerPlan = { name, prefix: `${name}-`, host: '127.0.0.1', ports };
  const deployment = new Deployment(engine.docker, plan);
  const endpoints = endpointsOf(plan);
  const keepAtExit = removeAtExit(engine, plan);
  const abort = new AbortController();
  const stop = async () => {
    abort.abort();
    await removeAll(deployment);
    keepAtExit();
  };
  try {
    await bringUp({ engine, compose: await requireCompose(), plan, env, signal: abort.signal });
  } catch (error) {
    await stop();
    throw error;
  }
  const addressTemplate = `{{(index .NetworkSettings.Networks "${name}-database").IPAddress}}`;
  const addressOf = (part: PartName) => inspectNow(engine, deployment, part, addressTemplate) ?? '';
  const password = env['RABBITMQ_PASSWORD'] ?? 'rideshare';
  return {
    endpoints,
    deployment: plan.name,
    prefix: plan.prefix,
    docker: engine.docker,
    get amqpUrl() {
      return `amqp://rideshare:${password}@${addressOf('rabbitmq')}:5672`;
    },
    get zookeeperUrl() {
      return `${addressOf('zookeeper')}:2181`;
    },
    unit: (part) => new ContainerHandle(engine, deployment, part, endpoints),
    workers: () => runningWorkers(deployment),
    stop,
  };
}
