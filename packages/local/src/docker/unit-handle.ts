import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { awaitPart, pollMs } from './await-part.ts';
import { inspectNow } from './inspect-now.ts';
import type { Deployment, PartName } from './deployment.ts';
import type { Engine } from './engine.ts';
import type { Endpoints } from '../system/plan.ts';
import type { UnitHandle } from '../system/start.ts';

/** Signals a process of a container, which may be another user's. */
function signalPid(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EPERM') execFileSync('sudo', ['-n', 'kill', `-${signal.slice(3)}`, '--', String(pid)]);
    else if (code !== 'ESRCH') throw error;
  }
}

/** One container of a deployment that is no worker, in the hands of a test. */
export class ContainerHandle implements UnitHandle {
  readonly #engine: Engine;
  readonly #deployment: Deployment;
  readonly #part: PartName;
  readonly #endpoints: Endpoints;

  constructor(engine: Engine, deployment: Deployment, part: PartName, endpoints: Endpoints) {
    this.#engine = engine;
    this.#deployment = deployment;
    this.#part = part;
    this.#endpoints = endpoints;
  }

  /** Of the container's first process on this machine, asked for anew each time; 0 while there is none. */
  get pid(): number {
    return Number(inspectNow(this.#engine, this.#deployment, this.#part, '{{.State.Pid}}') ?? 0);
  }

  /** A signal from outside, so that the restart policy acts, which it does not after a `docker kill`. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { State: before } = await this.#container.inspect();
    if (before.Pid === 0) return;
    signalPid(before.Pid, signal);
    if (signal !== 'SIGKILL') return;
    while ((await this.#container.inspect()).State.Pid === before.Pid) await sleep(pollMs);
  }

  async stop(): Promise<void> {
    await this.#container.stop();
  }

  async start(): Promise<void> {
    await this.#container.start();
    await this.waitReady();
  }

  async restart(): Promise<void> {
    await this.#container.restart();
    await this.waitReady();
  }

  waitReady(): Promise<void> {
    return awaitPart(this.#deployment, this.#part, this.#endpoints);
  }

  get #container() {
    return this.#deployment.container(this.#part);
  }
}
