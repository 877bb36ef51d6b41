import type { Logger } from '@rideshare/common';
import type { WorkerRuntime } from '../runtime/worker-runtime.ts';
import { Actions } from './actions.ts';
import { Backoff } from './backoff.ts';
import { systemClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { Liveness } from './liveness.ts';
import type { Members } from './members.ts';
import { Observer } from './observer.ts';
import { freeCopies, isFulfilled, planPass } from './plan.ts';
import type { Plan, World } from './plan.ts';
import { ReconcileLoop } from './reconcile-loop.ts';
import { Registry } from './registry.ts';
import { defaultPoolSettings } from './settings.ts';
import type { PoolSettings } from './settings.ts';
import { initialPoolState } from './state.ts';
import type { PoolState } from './state.ts';

export interface PoolOptions {
  runtime: WorkerRuntime;
  members: Members;
  /** Slaves wanted now; call {@link Pool.wake} when the answer changes. */
  desired: () => number;
  clock?: Clock;
  logger: Logger;
  settings?: Partial<PoolSettings>;
  /** Called when the pool has started or ended a worker, or could not. */
  onActed?: () => void;
}

/** Keeps one master and the wanted number of slaves running; ends a worker only when it is frozen or not wanted. */
export class Pool {
  readonly #options: PoolOptions;
  readonly #clock: Clock;
  readonly #settings: PoolSettings;
  readonly #loop: ReconcileLoop;
  readonly #registry: Registry;
  readonly #actions: Actions;
  readonly #liveness: Liveness;
  readonly #backoff: Backoff;
  readonly #observer: Observer;
  #begunAt = 0;
  #state: PoolState = initialPoolState;

  constructor(options: PoolOptions) {
    const clock = options.clock ?? systemClock;
    const settings = { ...defaultPoolSettings, ...options.settings };
    const onFailure = (error: unknown): void => this.#failed(error);
    this.#options = options;
    this.#clock = clock;
    this.#settings = settings;
    this.#loop = new ReconcileLoop({ ...settings, clock, pass: () => this.#pass(), onError: onFailure });
    this.#registry = new Registry({ ...options, ...settings, clock, onFailure });
    this.#actions = new Actions({ ...options, settings, onFailure, onEnd: () => this.#acted() });
    this.#liveness = new Liveness(settings);
    this.#backoff = new Backoff(settings);
    this.#observer = new Observer({
      ...options,
      clock,
      registry: this.#registry,
      actions: this.#actions,
      liveness: this.#liveness,
      backoff: this.#backoff,
    });
  }

  start(): void {
    this.#begunAt = this.#clock.now();
    this.#options.members.onChange(() => this.wake());
    this.#options.members.onReturn(() => this.#liveness.zookeeperAway(this.#clock.now()));
    this.#options.runtime.onExit(() => this.wake());
    this.#loop.start();
  }

  /** Looks at the world at once. */
  wake(): void {
    this.#loop.wake();
  }

  /** Leaves the workers as they are; resolves when nothing is being started any more. */
  async stop(): Promise<void> {
    await this.#loop.stop();
    await this.#actions.started();
  }

  state(): PoolState {
    return this.#state;
  }

  async #pass(): Promise<void> {
    const world = await this.#observer.look();
    const plan = planPass(world);
    this.#report(world, plan);
    for (const id of plan.kill) this.#actions.kill(id);
    for (const id of plan.drain) this.#drain(id);
    await Promise.all([this.#registry.bury(plan.bury), this.#registry.announce(plan.announce)]);
    const copies = freeCopies(world, await this.#options.runtime.idle());
    const started = this.#start(plan.start, copies, world.wanted);
    this.#loop.wakeAt(this.#nextDeadline(plan.start - started));
  }

  #acted(): void {
    this.wake();
    this.#options.onActed?.();
  }

  #drain(id: string): void {
    this.#liveness.leaving(id);
    this.#actions.drain(id);
  }

  /** Starts workers unless it is too early to; answers how many. */
  #start(lack: number, copies: readonly string[], wanted: number): number {
    const now = this.#clock.now();
    const count = this.#nextStart() <= now ? lack : 0;
    const started = this.#actions.start(count, copies, wanted + this.#settings.spareCopies);
    for (const id of started) this.#liveness.starting(id, now);
    this.#state = { ...this.#state, starts: this.#state.starts + started.length };
    return started.length;
  }

  #nextStart(): number {
    const firstStart = this.#registry.answered
      ? -Infinity
      : this.#begunAt + this.#settings.firstAnswerTimeoutMs;
    return Math.max(firstStart, this.#backoff.retryAt);
  }

  #nextDeadline(lack: number): number {
    const deadline = this.#liveness.nextDeadline(this.#clock.now());
    return lack > 0 ? Math.min(deadline, this.#nextStart()) : deadline;
  }

  #report({ wanted, processes, registrations }: World, plan: Plan): void {
    const registered = processes.filter(({ id }) => registrations?.ids.has(id)).length;
    this.#state = {
      ...this.#state,
      desired: wanted - 1,
      running: processes.length,
      registered: registrations === undefined ? this.#state.registered : registered,
      replacements: this.#observer.deaths,
      lastError: registrations !== undefined && isFulfilled(plan) ? undefined : this.#state.lastError,
    };
  }

  #failed(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    this.#options.logger.error({ err: error }, 'the pool could not do something that it will try again');
    this.#state = { ...this.#state, lastError: message };
  }
}
