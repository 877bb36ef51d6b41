import Docker from 'dockerode';
import { ask } from './ask.ts';
import { endEvents } from './end-events.ts';
import { volumeName, type ContainerSpec } from './container-spec.ts';
import type { ContainerRecord, ContainerState, EndEvents, Engine, VolumeRecord } from './engine.ts';
import { isConflict, isMissing } from './engine-errors.ts';
import { DEPLOYMENT_LABEL, SPEC_LABEL, WORKER_LABEL } from './labels.ts';
import { textOfFrames } from './log-frames.ts';

export interface DockerEngineOptions {
  socketPath: string;
  deployment: string;
  containerPrefix: string;
  /** How long a question may take. */
  answerTimeoutMs?: number;
  /** How long may take what the engine has to do; it gives a killed process ten seconds by itself. */
  actionTimeoutMs?: number;
}

type Volume = Docker.VolumeInspectInfo & { CreatedAt?: string };

/** A Docker engine by its HTTP API, whatever `DOCKER_HOST` says. */
export class DockerEngine implements Engine {
  readonly #docker: Docker;
  readonly #deployment: string;
  readonly #prefix: string;
  readonly #label: string[];
  readonly #answerMs: number;
  readonly #actionMs: number;

  constructor(options: DockerEngineOptions) {
    this.#docker = new Docker({ socketPath: options.socketPath, host: undefined });
    this.#deployment = options.deployment;
    this.#prefix = options.containerPrefix;
    this.#label = [`${DEPLOYMENT_LABEL}=${options.deployment}`, WORKER_LABEL];
    this.#answerMs = options.answerTimeoutMs ?? 5_000;
    this.#actionMs = options.actionTimeoutMs ?? 30_000;
  }

  async containers(): Promise<ContainerRecord[]> {
    const filters = { label: this.#label };
    const found = await ask(this.#answerMs, (abortSignal) =>
      this.#docker.listContainers({ all: true, filters, abortSignal }),
    );
    return found.map(({ Id, Names, Labels, State }) => ({
      id: Id,
      worker: Labels[WORKER_LABEL] ?? '',
      spec: Labels[SPEC_LABEL] ?? '',
      name: this.#withoutPrefix(Names[0]?.slice(1) ?? ''),
      running: State === 'running' || State === 'paused',
    }));
  }

  async inspect(id: string): Promise<ContainerState | undefined> {
    const found = await unlessMissing(
      ask(this.#answerMs, (abortSignal) => this.#docker.getContainer(id).inspect({ abortSignal })),
    );
    if (found === undefined) return undefined;
    const { Running, Restarting, Pid, StartedAt, FinishedAt, ExitCode, OOMKilled } = found.State;
    const endedAt = Date.parse(FinishedAt);
    return {
      running: Running && !Restarting,
      pid: Pid,
      startedAt: Date.parse(StartedAt),
      endedAt: endedAt > 0 ? endedAt : undefined,
      exitCode: ExitCode,
      outOfMemory: OOMKilled,
    };
  }

  async create(spec: ContainerSpec): Promise<string> {
    const { id } = await ask(this.#actionMs, (abortSignal) =>
      this.#docker.createContainer({ ...spec, abortSignal }),
    );
    return id;
  }

  async start(id: string): Promise<void> {
    await ask(this.#actionMs, (abortSignal) => this.#docker.getContainer(id).start({ abortSignal }));
  }

  async signal(id: string, signal: 'SIGTERM' | 'SIGKILL'): Promise<boolean> {
    try {
      await ask(this.#actionMs, (abortSignal) => this.#docker.getContainer(id).kill({ signal, abortSignal }));
      return true;
    } catch (error) {
      if (isMissing(error) || isConflict(error)) return false;
      throw error;
    }
  }

  async remove(id: string): Promise<void> {
    const container = this.#docker.getContainer(id);
    try {
      await ask(this.#actionMs, (abortSignal) => container.remove({ force: true, v: true, abortSignal }));
    } catch (error) {
      if (isMissing(error)) return;
      if (!isConflict(error)) throw error;
      await this.#removedByOthers(container);
    }
  }

  async rename(id: string, name: string): Promise<void> {
    await ask(this.#answerMs, (abortSignal) =>
      this.#docker.getContainer(id).rename({ name: `${this.#prefix}${name}`, abortSignal }),
    );
  }

  async lastLines(id: string, count: number): Promise<string[]> {
    const frames = await unlessMissing(
      ask(this.#answerMs, (abortSignal) =>
        this.#docker.getContainer(id).logs({ stdout: true, stderr: true, tail: count, abortSignal }),
      ),
    );
    return frames === undefined ? [] : textOfFrames(frames).split('\n').filter(Boolean);
  }

  async volumes(): Promise<VolumeRecord[]> {
    const filters = { label: this.#label };
    const { Volumes } = await ask(this.#answerMs, (abortSignal) =>
      this.#docker.listVolumes({ filters, abortSignal }),
    );
    return ((Volumes as Volume[] | null) ?? []).map(({ Labels, CreatedAt }) => ({
      worker: Labels[WORKER_LABEL] ?? '',
      createdAt: Date.parse(CreatedAt ?? '') || 0,
    }));
  }

  async removeVolume(worker: string): Promise<void> {
    const name = volumeName(this.#deployment, worker);
    await unlessMissing(
      ask(this.#actionMs, (abortSignal) => this.#docker.getVolume(name).remove({ abortSignal })),
    );
  }

  ends(onEnd: (id: string) => void): Promise<EndEvents> {
    const answerTimeoutMs = this.#answerMs;
    return endEvents({ docker: this.#docker, label: this.#label, answerTimeoutMs, onEnd });
  }

  /** Whether the engine has an image, a network or a volume of that name. */
  async has(kind: 'image' | 'network' | 'volume', name: string): Promise<boolean> {
    const docker = this.#docker;
    const inspections: Record<typeof kind, () => Promise<unknown>> = {
      image: () => docker.getImage(name).inspect(),
      network: () => docker.getNetwork(name).inspect(),
      volume: () => docker.getVolume(name).inspect(),
    };
    return (await unlessMissing(ask(this.#answerMs, inspections[kind]))) !== undefined;
  }

  async #removedByOthers(container: Docker.Container): Promise<void> {
    await unlessMissing(
      ask(this.#actionMs, (abortSignal) => container.wait({ condition: 'removed', abortSignal })),
    );
  }

  #withoutPrefix(name: string): string {
    return name.startsWith(this.#prefix) ? name.slice(this.#prefix.length) : '';
  }
}

/** The answer; undefined when it is that there is no such thing. */
async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
