import type { MasterInfo } from '@rideshare/dbaas';
import { VirtualClock } from '../pool/world/virtual-clock.ts';

export interface SimulatedContainer {
  id: string;
  pid: number;
  name: string;
  running: boolean;
}

/** Containers of workers, and who of them is master as ZooKeeper has it. Calls take 10 ms, or what they are told to. */
export class SimulatedEngine {
  readonly clock = new VirtualClock();
  readonly containers: SimulatedContainer[] = [];
  /** Names that containers have which are none of workers. */
  readonly foreign = new Set<string>();
  /** Renames done and failed, as `id name`. */
  readonly attempts: string[] = [];
  /** Renames that were wrong by what had been answered last. */
  readonly violations: string[] = [];
  readonly onChange = new Set<() => void>();
  readonly #onRemoved = new Set<() => void>();
  latencyMs = 10;
  master: MasterInfo | undefined;
  away = false;
  zookeeperAway = false;
  #pids = 0;
  #told: { master?: MasterInfo | undefined; running: { id: string; pid: number }[] } = { running: [] };

  /** A container comes to be, under its worker's id. */
  start(id: string): SimulatedContainer {
    this.#pids += 1;
    const container = { id, name: id, pid: (this.#pids * 7_919) % 32_749, running: true };
    this.containers.push(container);
    return container;
  }

  /** A worker ends. Its container is there for a while. */
  kill({ id }: { id: string }): void {
    const container = this.#find(id);
    if (container === undefined) return;
    container.running = false;
    this.clock.after(300, () => {
      this.containers.splice(this.containers.indexOf(container), 1);
      for (const listener of this.#onRemoved) listener();
    });
    this.clock.after(100, () => {
      if (this.master?.pid === container.pid) this.promote(undefined);
    });
  }

  promote(container: SimulatedContainer | undefined): void {
    this.master = container && { id: container.id, pid: container.pid };
    for (const listener of this.onChange) listener();
  }

  get running(): SimulatedContainer[] {
    return this.containers.filter(({ running }) => running);
  }

  /** What the running containers are called, by the ids of their workers. */
  get names(): Record<string, string> {
    return Object.fromEntries(this.running.map(({ id, name }) => [id, name]));
  }

  readonly members = {
    master: () =>
      this.#call(() => {
        if (this.zookeeperAway) throw new Error('ZooKeeper is away');
        this.#told.master = this.master;
        return this.master;
      }),
    onChange: (listener: () => void) => void this.onChange.add(listener),
  };

  readonly runtime = {
    onRemoved: (listener: () => void) => void this.#onRemoved.add(listener),
    list: () =>
      this.#call(() => {
        this.#answerOrFail();
        this.#told.running = this.running;
        return this.running.map(({ id, pid, name }) => ({ id, pid, container: { name } }));
      }),
    rename: (id: string, name: string) =>
      this.#call(() => {
        this.attempts.push(`${id} ${name}`);
        this.#judge(id);
        this.#answerOrFail();
        const container = this.#find(id);
        if (container === undefined) throw new Error(`there is no container of ${id}`);
        if (this.foreign.has(name) || this.containers.some((each) => each.name === name))
          throw new Error(`${name} is taken`);
        container.name = name;
      }),
  };

  #find(id: string): SimulatedContainer | undefined {
    return this.running.find((container) => container.id === id);
  }

  #judge(id: string): void {
    const { master, running } = this.#told;
    const name = this.#find(id)?.name ?? '';
    const leader = running.find((worker) => worker.id === master?.id && worker.pid === master.pid);
    const right = running.map((_, index) => (index < 2 ? 'slave' : `slave-${index}`)).slice(1);
    if (leader === undefined) this.violations.push(`${id} was renamed without a master`);
    else if (leader.id === id ? name === 'master' : right.includes(name))
      this.violations.push(`${id} was renamed though it was rightly called ${name}`);
  }

  #answerOrFail(): void {
    if (this.away) throw new Error('the engine is away');
  }

  async #call<T>(action: () => T): Promise<T> {
    await this.clock.sleep(this.latencyMs);
    return action();
  }
}
