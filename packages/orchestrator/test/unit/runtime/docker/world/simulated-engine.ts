import type { ContainerSpec } from '../../../../../src/runtime/docker/container-spec.ts';
import type { EndEvents, Engine } from '../../../../../src/runtime/docker/engine.ts';
import {
  EngineRefusalError,
  EngineUnavailableError,
} from '../../../../../src/runtime/docker/engine-errors.ts';
import { SPEC_LABEL, WORKER_LABEL } from '../../../../../src/runtime/docker/labels.ts';
import { VirtualClock } from '../../../pool/world/virtual-clock.ts';
import { SimulatedContainer } from './simulated-container.ts';

interface Stream {
  onEnd: (id: string) => void;
  closed: PromiseWithResolvers<void>;
  open: boolean;
  listening: boolean;
}

/** A Docker engine with the delays and half-truths of the real one. */
export class SimulatedEngine {
  readonly clock = new VirtualClock();
  readonly containers = new Map<string, SimulatedContainer>();
  /** Data volumes, by their workers. */
  readonly volumes = new Map<string, number>();
  /** What must never be. */
  readonly violations: string[] = [];
  /** Containers that a runtime has said to run. */
  readonly told = new Set<SimulatedContainer>();
  /** Containers whose process has ended. */
  readonly ended = new Set<SimulatedContainer>();
  away = false;
  readonly #latencyMs: () => number;
  readonly #streams = new Set<Stream>();
  #past: string[] = [];
  #made = 0;
  #pids = 0;
  #connections = 0;

  constructor(latencyMs: () => number) {
    this.#latencyMs = latencyMs;
  }

  get running(): SimulatedContainer[] {
    return [...this.containers.values()].filter(({ alive }) => alive);
  }

  /** None, or the one with this id, be it that it has been removed. */
  find(id: string): SimulatedContainer[] {
    return [...this.containers.values(), ...this.ended].filter((each) => each.id === id).slice(0, 1);
  }

  /** All connections break; the engine goes on. */
  cut(): void {
    this.#connections += 1;
    for (const stream of this.#streams) this.#close(stream);
  }

  /** The engine goes away and takes all containers with it. Nobody is told. */
  crash(): void {
    this.away = true;
    this.cut();
    this.#past = [];
    for (const container of this.running) void container.end(137, { silently: true });
  }

  /** The engine as one orchestrator reaches it, until that is gone: then nothing comes back to it. */
  connect(isGone: () => boolean): Engine {
    const call = async <T>(action: () => T | Promise<T>): Promise<T> => {
      if (isGone()) return new Promise(() => undefined);
      try {
        return await this.#call(action);
      } finally {
        if (isGone()) await new Promise(() => undefined);
      }
    };
    return {
      containers: () => call(() => [...this.containers.values()].map(recordOf)),
      inspect: (id) => call(() => this.#inspect(id)),
      create: (spec) => call(() => this.#create(spec)),
      start: (id) => call(() => this.#start(id)),
      signal: (id, signal) => call(() => this.#signal(id, signal)),
      remove: (id) => call(() => this.#remove(id)),
      rename: () => Promise.reject(new Error('nobody renames here')),
      lastLines: () => call(() => []),
      volumes: () => call(() => [...this.volumes].map(([worker, createdAt]) => ({ worker, createdAt }))),
      removeVolume: (worker) => call(() => this.#removeVolume(worker)),
      ends: (onEnd) => call(() => this.#ends((id) => !isGone() && onEnd(id))),
    };
  }

  /** Removes a container by force. */
  async remove(container: SimulatedContainer): Promise<void> {
    while (!container.removed) {
      await container.end(137);
      await container.locked(() => {
        container.removed = !container.alive;
        if (container.removed) this.containers.delete(container.id);
      });
    }
  }

  async #call<T>(action: () => T | Promise<T>): Promise<T> {
    await this.clock.sleep(this.#latencyMs());
    if (this.away) throw new EngineUnavailableError('nobody is there');
    const connection = this.#connections;
    const answer = await action();
    await this.clock.sleep(this.#latencyMs());
    if (this.#connections !== connection) throw new EngineUnavailableError('the connection has broken');
    return answer;
  }

  #find(id: string): SimulatedContainer {
    return this.containers.get(id) ?? refuse(404, `No such container: ${id}`);
  }

  #inspect(id: string): ReturnType<Engine['inspect']> {
    const container = this.containers.get(id);
    if (container === undefined) return Promise.resolve(undefined);
    return container.locked(() => {
      if (container.removed) return undefined;
      const { alive, pid, startedAt, endedAt, exitCode } = container;
      return { running: alive, pid, startedAt, endedAt, exitCode, outOfMemory: false };
    });
  }

  #create({ name = '', Labels = {} }: ContainerSpec): string {
    if ([...this.containers.values()].some((each) => each.name === name)) refuse(409, `${name} is taken`);
    const worker = Labels[WORKER_LABEL] ?? '';
    this.#made += 1;
    const container = new SimulatedContainer(
      `c${this.#made}`,
      { worker, name, spec: Labels[SPEC_LABEL] ?? '' },
      {
        clock: this.clock,
        publish: (id) => this.#publish(id),
        nextPid: () => (this.#pids += 1),
        onStart: (each) => this.#judgeProcess(each),
        onEnd: (each) => this.ended.add(each),
      },
    );
    this.containers.set(container.id, container);
    if (!this.volumes.has(worker)) this.volumes.set(worker, this.clock.now());
    return container.id;
  }

  async #start(id: string): Promise<void> {
    if (!(await this.#find(id).start())) refuse(409, 'it is marked for removal');
  }

  async #signal(id: string, signal: string): Promise<boolean> {
    const container = this.containers.get(id);
    const wasAlive = container?.alive === true;
    if (signal === 'SIGKILL') await container?.end(137);
    else if (container?.polite) void container.end(0);
    return wasAlive;
  }

  async #remove(id: string): Promise<void> {
    const container = this.containers.get(id);
    if (container === undefined) return;
    if (container.alive && container.runs === 1 && this.told.has(container))
      this.violations.push(`${id} was removed while it ran`);
    await this.remove(container);
  }

  #removeVolume(worker: string): void {
    if ([...this.containers.values()].some((each) => each.worker === worker)) refuse(409, 'in use');
    this.volumes.delete(worker);
  }

  /** The answer begins before the engine listens to its own events, as Docker's does. */
  #ends(onEnd: (id: string) => void): EndEvents {
    const stream: Stream = { onEnd, closed: Promise.withResolvers(), open: true, listening: false };
    this.#streams.add(stream);
    void this.clock.sleep(2 * this.#latencyMs()).then(() => {
      stream.listening = true;
      for (const id of this.#past) if (stream.open) onEnd(id);
    });
    return { closed: stream.closed.promise, close: () => this.#close(stream) };
  }

  #publish(id: string): void {
    this.#past.push(id);
    for (const stream of this.#streams) {
      if (!stream.listening) continue;
      this.clock.after(this.#latencyMs(), () => {
        if (stream.open) stream.onEnd(id);
      });
    }
  }

  #close(stream: Stream): void {
    stream.open = false;
    this.#streams.delete(stream);
    stream.closed.resolve();
  }

  #judgeProcess({ id, worker }: SimulatedContainer): void {
    const others = this.running.filter((each) => each.worker === worker && each.id !== id);
    if (others.length > 0) this.violations.push(`two processes are on the copy of ${worker}`);
  }
}

function recordOf({ id, worker, spec, name, recordedRunning }: SimulatedContainer) {
  return { id, worker, spec, name, running: recordedRunning };
}

function refuse(status: number, message: string): never {
  throw new EngineRefusalError(status, message);
}
