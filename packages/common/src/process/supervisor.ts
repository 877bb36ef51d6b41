import cluster from 'node:cluster';
import { CONFIG_EXIT_CODE } from '../config/config-error.ts';
import { Backoff } from './backoff.ts';
import { Heartbeats } from './heartbeats.ts';
import { nextStep } from './plan.ts';
import { PoolProcess } from './pool-process.ts';
import type { StopReason } from './pool-process.ts';
import type { PreforkSettings } from './prefork.ts';
import { Tally } from './tally.ts';

const CHECKS_PER_TIMEOUT = 5;

/** The primary of the pool. Every event only wakes `#reconcile`, which compares the actual processes with the desired ones. */
export class Supervisor {
  readonly #settings: PreforkSettings;
  readonly #pool = new Map<number, PoolProcess>();
  readonly #backoff: Backoff;
  readonly #heartbeats: Heartbeats;
  readonly #tally = new Tally();
  #generation = 0;
  #everServed = false;
  #startNotBefore = 0;
  #wakeUp: NodeJS.Timeout | undefined;
  #exitCode: number | undefined;

  constructor(settings: PreforkSettings) {
    this.#settings = settings;
    this.#backoff = new Backoff(settings);
    this.#heartbeats = new Heartbeats(settings.heartbeatTimeoutMs, () => performance.now());
  }

  /** Never resolves: the process exits when the pool has stopped. */
  run(): Promise<never> {
    // Each process accepts for itself. Connections that the primary deals out hang for ever when they are dealt to a
    // process that is frozen and then killed: the primary goes on holding their other end.
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    process.on('SIGTERM', () => this.#stop(0));
    process.on('SIGINT', () => this.#stop(0));
    process.on('SIGHUP', () => this.#reload());
    setInterval(() => this.#killFrozen(), this.#settings.heartbeatTimeoutMs / CHECKS_PER_TIMEOUT);
    this.#reconcile();
    return new Promise(() => undefined);
  }

  #reconcile(): void {
    clearTimeout(this.#wakeUp);
    while (this.#exitCode === undefined) {
      const step = nextStep([...this.#pool.values()], this.#settings.processes, this.#generation);
      if (step.kind === 'rest') return;
      if (step.kind === 'drain') {
        this.#drain(step.member, 'reload');
        continue;
      }
      const waitMs = this.#startNotBefore - performance.now();
      if (waitMs > 0) {
        this.#wakeUp = setTimeout(() => this.#reconcile(), waitMs);
        return;
      }
      this.#start();
    }
  }

  #start(): void {
    const started = new PoolProcess(this.#generation);
    this.#pool.set(started.id, started);
    this.#settings.logger.info({ process: started.pid }, 'process starts');
    this.#heartbeats.expectFirst(started.id, this.#settings.startTimeoutMs);
    this.#tally.join(started.id, started.peer);
    started.peer.on('beat', () => this.#heartbeats.beat(started.id));
    started.peer.on('serving', () => this.#serves(started));
    started.onDisconnect(() => this.#tally.leave(started.id));
    started.onExit((code, signal) => this.#exited(started, code, signal));
    started.onError((error) => this.#settings.logger.warn({ err: error, process: started.pid }, 'process'));
  }

  #serves(member: PoolProcess): void {
    if (member.state !== 'starting') return;
    member.state = 'serving';
    this.#everServed = true;
    this.#settings.logger.info({ process: member.pid }, 'process serves');
    this.#reconcile();
  }

  #exited(member: PoolProcess, code: number | null, signal: string | null): void {
    const expected = member.state === 'draining' && (code === 0 || signal === 'SIGTERM');
    this.#settings.logger[expected ? 'info' : 'error'](
      { process: member.pid, code, signal },
      'process ended',
    );
    this.#pool.delete(member.id);
    this.#heartbeats.forget(member.id);
    if (this.#exitCode !== undefined) {
      if (this.#pool.size === 0) process.exit(this.#exitCode);
    } else if (code === CONFIG_EXIT_CODE && !this.#everServed) {
      this.#stop(CONFIG_EXIT_CODE);
    } else {
      if (code === CONFIG_EXIT_CODE) this.#abandonReload();
      if (member.state !== 'draining') {
        const waitMs = this.#backoff.died(performance.now() - member.startedAt);
        this.#startNotBefore = performance.now() + waitMs;
      }
      this.#reconcile();
    }
  }

  #reload(): void {
    if (this.#exitCode !== undefined) return;
    this.#settings.logger.info('reloading');
    this.#generation += 1;
    this.#reconcile();
  }

  /** The new code does not accept its configuration: the processes that serve go on. */
  #abandonReload(): void {
    for (const member of this.#pool.values()) member.generation = this.#generation;
  }

  #stop(exitCode: number): void {
    if (this.#exitCode !== undefined) {
      for (const member of this.#pool.values()) member.kill();
      process.exit(1);
    }
    this.#settings.logger.info('stopping');
    this.#exitCode = exitCode;
    if (this.#pool.size === 0) process.exit(exitCode);
    for (const member of this.#pool.values()) if (member.state !== 'draining') this.#drain(member, 'stop');
  }

  #drain(member: PoolProcess, reason: StopReason): void {
    const { logger, graceMs } = this.#settings;
    member.stop(reason);
    const kill = setTimeout(() => {
      logger.error({ process: member.pid, graceMs }, 'process did not stop in time');
      member.kill();
    }, graceMs);
    member.onExit(() => clearTimeout(kill));
  }

  #killFrozen(): void {
    for (const id of this.#heartbeats.overdue()) {
      const frozen = this.#pool.get(id);
      this.#settings.logger.error({ process: frozen?.pid }, 'process does not answer');
      frozen?.kill();
    }
  }
}
