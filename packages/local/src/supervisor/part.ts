import { once } from 'node:events';
import { StartError, reason } from '../process/errors.ts';
import { BackOff } from './back-off.ts';
import type { Clock } from '../clock/clock.ts';
import type { Launched } from '../process/launch.ts';
import type { ProcessIdentity } from '../process/identity.ts';
import type { Unit } from '../unit/unit.ts';

export type PartState = 'waiting' | 'starting' | 'running' | 'restarting' | 'stopping' | 'stopped';

/** What the supervisor knows of one unit. */
export interface PartRecord {
  name: string;
  state: PartState;
  process?: ProcessIdentity | undefined;
  /** Milliseconds since the epoch. */
  startedAt?: number | undefined;
  restarts: number;
  /** Why it last ended, or did not become ready. */
  trouble?: string | undefined;
}

/** How the supervisor touches processes. */
export interface UnitRunner {
  launch(unit: Unit): Promise<Launched>;
  awaitReady(unit: Unit, launched: Launched): Promise<void>;
  /** Also sweeps up after one that is dead already. */
  stop(unit: Unit, process: ProcessIdentity): Promise<void>;
}

/** Keeps one unit running from `start` until `stop`: when it dies it is started again, after a back-off. */
export class Part {
  readonly unit: Unit;
  readonly #runner: UnitRunner;
  readonly #clock: Clock;
  readonly #onChange: () => void;
  #record: PartRecord;
  #waiters: (() => void)[] = [];
  #stopping = new AbortController();
  #life: Promise<void> = Promise.resolve();

  constructor(unit: Unit, runner: UnitRunner, clock: Clock, onChange: () => void) {
    this.unit = unit;
    this.#runner = runner;
    this.#clock = clock;
    this.#onChange = onChange;
    this.#record = { name: unit.name, state: 'waiting', restarts: 0 };
  }

  get record(): PartRecord {
    return this.#record;
  }

  /** @throws {@link StartError} when its first start fails; it is not tried again then */
  async start(): Promise<void> {
    const stopping = new AbortController();
    this.#stopping = stopping;
    await new Promise<void>((resolve, reject) => {
      this.#life = this.#live(stopping.signal, resolve).then(
        () => reject(new StartError(`${this.unit.name} was stopped while it was starting`)),
        reject,
      );
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#life;
    await this.unit.afterStop?.();
    this.#set({ state: 'stopped', process: undefined });
  }

  /** Resolves when it runs and is ready. */
  async awaitRunning(): Promise<void> {
    await this.#until(() => this.#record.state === 'running');
  }

  /** Resolves when the supervisor has noticed that this process has ended. */
  async awaitEndOf(process: ProcessIdentity): Promise<void> {
    await this.#until(() => this.#record.process?.pid !== process.pid);
  }

  async #live(stopping: AbortSignal, onReady: () => void): Promise<void> {
    const stopped = once(stopping, 'abort').then(() => 'stopped');
    const isStopping = () => stopping.aborted;
    const backOff = new BackOff();
    for (let everReady = false; !isStopping();) {
      let launched: Launched | undefined;
      let failure: unknown;
      const startedAt = this.#clock.now();
      try {
        launched = await this.#runner.launch(this.unit);
        this.#set({ state: 'starting', process: launched.identity, startedAt });
        await Promise.race([this.#runner.awaitReady(this.unit, launched), stopped]);
        if (!isStopping()) {
          everReady = true;
          this.#set({ state: 'running' });
          onReady();
          failure = await Promise.race([launched.exited, stopped]);
        }
      } catch (error) {
        failure = error;
      }
      this.#set({ state: isStopping() ? 'stopping' : 'restarting', trouble: reason(failure) });
      if (launched) await this.#runner.stop(this.unit, launched.identity);
      if (!everReady && !isStopping()) throw failure;
      this.#set({ process: undefined });
      const pause = this.#clock.sleep(backOff.next(this.#clock.now() - startedAt));
      await Promise.race([pause, stopped]);
      if (!isStopping()) this.#set({ restarts: this.#record.restarts + 1 });
    }
  }

  #set(change: Partial<PartRecord>): void {
    this.#record = { ...this.#record, ...change };
    this.#onChange();
    const waiters = this.#waiters;
    this.#waiters = [];
    for (const wake of waiters) wake();
  }

  async #until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise<void>((resolve) => this.#waiters.push(resolve));
  }
}
