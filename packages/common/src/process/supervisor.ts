import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { CONFIG_EXIT_CODE } from '../config/config-error.ts';
import { MetricsAggregate } from '../metrics/aggregate.ts';
import { Backoff } from './backoff.ts';
import { Heartbeats } from './heartbeats.ts';
import { Peer } from './peer.ts';
import { nextStep } from './plan.ts';
import type { Member } from './plan.ts';
import type { PreforkSettings } from './prefork.ts';
import { RequestLedger } from './request-ledger.ts';

interface Process extends Member {
  worker: Worker;
  peer: Peer;
  startedAt: number;
}

/** The primary of the pool. Every event only wakes `#reconcile`, which compares the actual processes with the desired ones. */
export class Supervisor {
  readonly #settings: PreforkSettings;
  readonly #processes = new Map<number, Process>();
  readonly #peers = new Map<number, Peer>();
  readonly #backoff: Backoff;
  readonly #heartbeats: Heartbeats;
  readonly #counts = new RequestLedger(() => this.#peers.values());
  readonly #metrics = new MetricsAggregate();
  #generation = 0;
  #everServed = false;
  #startNotBefore = 0;
  #wakeUp: NodeJS.Timeout | undefined;
  #exitCode: number | undefined;

  constructor(settings: PreforkSettings) {
    this.#settings = settings;
    this.#backoff = new Backoff({
      firstMs: settings.firstBackoffMs,
      maxMs: settings.maxBackoffMs,
      youngMs: settings.youngMs,
    });
    this.#heartbeats = new Heartbeats(settings.heartbeatTimeoutMs, () => performance.now());
  }

  /** Never resolves: the process exits when the pool has stopped. */
  run(): Promise<never> {
    process.on('SIGTERM', () => this.#stop(0));
    process.on('SIGINT', () => this.#stop(0));
    process.on('SIGHUP', () => this.#reload());
    setInterval(() => this.#killFrozen(), this.#settings.heartbeatTimeoutMs / 5);
    this.#reconcile();
    return new Promise(() => undefined);
  }

  #reconcile(): void {
    if (this.#exitCode !== undefined) return;
    const step = nextStep([...this.#processes.values()], this.#settings.processes, this.#generation);
    if (step.kind === 'rest') return;
    if (step.kind === 'drain') {
      const outdated = this.#processes.get(step.id);
      if (outdated) this.#drain(outdated, 'reload');
    } else {
      const waitMs = this.#startNotBefore - performance.now();
      clearTimeout(this.#wakeUp);
      if (waitMs > 0) {
        this.#wakeUp = setTimeout(() => this.#reconcile(), waitMs);
        return;
      }
      this.#start();
    }
    this.#reconcile();
  }

  #start(): void {
    const worker = cluster.fork();
    const { id } = worker;
    const peer = new Peer((message) => {
      if (worker.isConnected()) worker.send(message);
    });
    const started: Process = {
      id,
      generation: this.#generation,
      state: 'starting',
      worker,
      peer,
      startedAt: performance.now(),
    };
    this.#processes.set(id, started);
    this.#heartbeats.beat(id);

    peer.on('beat', () => {
      this.#peers.set(id, peer);
      this.#heartbeats.beat(id);
    });
    peer.on('serving', () => this.#serving(started));
    peer.on('metrics', () => this.#collectMetrics());
    peer.on('farewell', (metrics) => {
      if (Array.isArray(metrics)) this.#metrics.update(id, metrics as object[]);
    });
    this.#counts.serve(peer);
    worker.on('message', (message: unknown) => peer.receive(message));
    worker.on('disconnect', () => {
      this.#peers.delete(id);
      peer.gone();
      void this.#metrics.depart(id);
    });
    worker.on('exit', (code, signal) => this.#exited(started, code, signal));
    worker.on('error', (error) =>
      this.#settings.logger.warn({ err: error, pid: worker.process.pid }, 'process'),
    );
  }

  #serving(member: Process): void {
    if (member.state !== 'starting') return;
    member.state = 'serving';
    this.#everServed = true;
    this.#settings.logger.info({ process: member.worker.process.pid }, 'process serves');
    this.#reconcile();
  }

  #exited(member: Process, code: number | null, signal: string | null): void {
    const { logger } = this.#settings;
    const expected = member.state === 'draining' && code === 0;
    logger[expected ? 'info' : 'error'](
      { process: member.worker.process.pid, code, signal },
      'process ended',
    );
    this.#processes.delete(member.id);
    this.#heartbeats.forget(member.id);
    if (this.#exitCode !== undefined) {
      if (this.#processes.size === 0) process.exit(this.#exitCode);
      return;
    }
    if (code === CONFIG_EXIT_CODE) {
      if (!this.#everServed) {
        this.#stop(CONFIG_EXIT_CODE);
        return;
      }
      this.#abandonReload();
    }
    if (member.state !== 'draining') {
      const waitMs = this.#backoff.died(performance.now() - member.startedAt);
      this.#startNotBefore = performance.now() + waitMs;
    }
    this.#reconcile();
  }

  #reload(): void {
    if (this.#exitCode !== undefined) return;
    this.#settings.logger.info('reloading');
    this.#generation += 1;
    this.#reconcile();
  }

  /** The new code does not accept its configuration: the old one goes on. */
  #abandonReload(): void {
    for (const member of this.#processes.values()) member.generation = this.#generation;
  }

  #stop(exitCode: number): void {
    if (this.#exitCode !== undefined) {
      for (const { worker } of this.#processes.values()) worker.process.kill('SIGKILL');
      process.exit(1);
    }
    this.#settings.logger.info('stopping');
    this.#exitCode = exitCode;
    if (this.#processes.size === 0) process.exit(exitCode);
    for (const member of this.#processes.values()) this.#drain(member, 'stop');
  }

  #drain(member: Process, reason: 'reload' | 'stop'): void {
    if (member.state === 'draining') return;
    member.state = 'draining';
    // One that has not come as far as listening to us is ended by the signal itself.
    if (this.#peers.has(member.id)) member.peer.tell('stop', reason);
    else member.worker.process.kill('SIGTERM');
    const { logger, graceMs } = this.#settings;
    const kill = setTimeout(() => {
      logger.error({ process: member.worker.process.pid, graceMs }, 'process did not stop in time');
      member.worker.process.kill('SIGKILL');
    }, graceMs);
    member.worker.once('exit', () => clearTimeout(kill));
  }

  #killFrozen(): void {
    for (const id of this.#heartbeats.overdue()) {
      const frozen = this.#processes.get(id);
      this.#settings.logger.error({ process: frozen?.worker.process.pid }, 'process does not answer');
      frozen?.worker.process.kill('SIGKILL');
    }
  }

  async #collectMetrics(): Promise<string> {
    const collecting = [...this.#peers].map(async ([id, peer]) => {
      const snapshot = await peer.ask('metrics');
      if (Array.isArray(snapshot)) this.#metrics.update(id, snapshot as object[]);
    });
    // One that dies meanwhile is counted with what it last reported.
    await Promise.allSettled(collecting);
    return this.#metrics.text();
  }
}
