import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLogger, type Logger } from '@rideshare/common';
import Docker from 'dockerode';
import { systemClock } from '../../../../src/pool/clock.ts';
import { DockerEngine } from '../../../../src/runtime/docker/docker-engine.ts';
import { DockerRuntime } from '../../../../src/runtime/docker/docker-runtime.ts';
import type { SpecOptions } from '../../../../src/runtime/docker/container-spec.ts';
import type { WorkerProcess } from '../../../../src/runtime/worker-runtime.ts';
import { until, type RuntimeBench } from '../../../contract/worker-runtime.ts';
import { buildFixtureImage } from './image.ts';

interface Ready {
  environment: Record<string, string>;
  starts: number;
}

interface Opening {
  env?: Record<string, string>;
  spec?: Partial<SpecOptions>;
  socketPath?: string;
}

const { DOCKER_HOST: host = 'unix:///var/run/docker.sock' } = process.env;

/** A deployment of its own on the engine of this machine, with runtimes and workers in it. */
export class DockerBench implements RuntimeBench {
  readonly socketPath = host.replace(/^unix:\/\//, '');
  readonly docker = new Docker({ socketPath: this.socketPath });
  readonly deployment = `rs-${randomBytes(4).toString('hex')}`;
  readonly spec: Omit<SpecOptions, 'env'> = {
    deployment: this.deployment,
    containerPrefix: `${this.deployment}-`,
    workerImage: `${this.deployment}-worker`,
    workerNetwork: `${this.deployment}-database`,
    snapshotsVolume: `${this.deployment}-snapshots`,
    workerMemoryBytes: 256 * 1024 * 1024,
    workerPids: 64,
  };
  /** What the runtimes have warned of. */
  readonly warnings: unknown[] = [];
  readonly #runtimes: DockerRuntime[] = [];

  /** Makes what a deployment has before its orchestrator. */
  async prepare(): Promise<void> {
    const { docker, deployment, spec } = this;
    const Labels = { 'rideshare.deployment': deployment };
    await buildFixtureImage(docker, spec.workerImage, `rideshare.deployment=${deployment}`);
    await docker.createNetwork({ Name: spec.workerNetwork, Internal: true, Labels });
    await docker.createVolume({ Name: spec.snapshotsVolume, Labels });
  }

  runtime(env: Record<string, string> = {}): Promise<DockerRuntime> {
    return this.open({ env });
  }

  async open({ env = {}, spec, socketPath = this.socketPath }: Opening): Promise<DockerRuntime> {
    const { deployment, containerPrefix = '' } = { ...this.spec, ...spec };
    const runtime = await DockerRuntime.open({
      engine: new DockerEngine({ socketPath, deployment, containerPrefix }),
      spec: { ...this.spec, ...spec, env },
      clock: systemClock,
      logger: this.#logger(),
    });
    this.#runtimes.push(runtime);
    return runtime;
  }

  async ready(id: string): Promise<Ready> {
    for (;;) {
      const line = (await this.container(id).logs({ stdout: true })).subarray(8).toString();
      if (line.endsWith('\n')) return JSON.parse(line) as Ready;
      await sleep(10);
    }
  }

  async freeze({ id }: WorkerProcess): Promise<void> {
    await this.container(id).pause();
  }

  async kill({ id }: WorkerProcess): Promise<void> {
    await this.container(id).kill();
  }

  /** By the name that it is created with. */
  container(worker: string): Docker.Container {
    return this.docker.getContainer(this.nameOf(worker));
  }

  nameOf(name: string): string {
    return `${this.spec.containerPrefix ?? ''}${name}`;
  }

  /** Of workers, whatever their state. */
  containers(): Promise<Docker.ContainerInfo[]> {
    return this.docker.listContainers({ all: true, filters: this.#filters(['rideshare.worker']) });
  }

  /** What they are called, without the prefix. */
  async names(): Promise<string[]> {
    const { length } = this.nameOf('/');
    return (await this.containers()).flatMap(({ Names }) => Names.map((name) => name.slice(length)));
  }

  /** Waits until there is no container of this worker, or of any. */
  async emptied(worker?: string): Promise<void> {
    await until(async () =>
      (await this.containers()).every(
        ({ Labels }) => worker !== undefined && Labels['rideshare.worker'] !== worker,
      ),
    );
  }

  /** Takes away what a test has left. */
  async clear(): Promise<void> {
    await Promise.all(this.#runtimes.splice(0).map((runtime) => runtime.close()));
    this.warnings.length = 0;
    for (let left = await this.#all(); left.length > 0; left = await this.#all()) {
      await Promise.allSettled(
        left.map(({ Id }) => this.docker.getContainer(Id).remove({ force: true, v: true })),
      );
    }
    const { Volumes } = await this.docker.listVolumes({ filters: this.#filters(['rideshare.worker']) });
    await Promise.all(Volumes.map(({ Name }) => this.docker.getVolume(Name).remove()));
  }

  async remove(): Promise<void> {
    const { docker, spec } = this;
    await this.clear();
    await docker.getNetwork(spec.workerNetwork).remove();
    await docker.getVolume(spec.snapshotsVolume).remove();
    await docker.getImage(spec.workerImage).remove();
  }

  #all(): Promise<Docker.ContainerInfo[]> {
    return this.docker.listContainers({ all: true, filters: this.#filters() });
  }

  #filters(labels: string[] = []): { label: string[] } {
    return { label: [`rideshare.deployment=${this.deployment}`, ...labels] };
  }

  #logger(): Logger {
    const logger = createLogger('test', 'silent');
    logger.warn = (facts: unknown) => void this.warnings.push(facts);
    return logger;
  }
}

/** Runs the tests of a suite in one deployment, which is empty at the beginning of each. */
export function useDockerBench(): DockerBench {
  const bench = new DockerBench();
  before(() => bench.prepare());
  afterEach(() => bench.clear());
  after(() => bench.remove());
  return bench;
}
