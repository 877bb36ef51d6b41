import cluster from 'node:cluster';
import type { Worker } from 'node:cluster';
import { Peer } from './peer.ts';
import type { Member } from './plan.ts';

/** Why a process is asked to stop: the whole service does, or another one has taken over from it. */
export type StopReason = 'stop' | 'reload';

/** One process of the pool, as the primary holds it. */
export class PoolProcess implements Member {
  readonly id: number;
  readonly peer: Peer;
  readonly startedAt = performance.now();
  generation: number;
  state: Member['state'] = 'starting';
  readonly #worker: Worker;
  #listens = false;

  constructor(generation: number) {
    this.generation = generation;
    const worker = cluster.fork();
    this.#worker = worker;
    this.id = worker.id;
    this.peer = new Peer((message) => {
      if (worker.isConnected()) worker.send(message);
    });
    worker.on('message', (message: unknown) => {
      this.#listens = true;
      this.peer.receive(message);
    });
    worker.on('disconnect', () => this.peer.gone());
  }

  get pid(): number | undefined {
    return this.#worker.process.pid;
  }

  /** Every message it sent has been received. */
  onDisconnect(listener: () => void): void {
    this.#worker.on('disconnect', listener);
  }

  onExit(listener: (code: number | null, signal: string | null) => void): void {
    this.#worker.on('exit', listener);
  }

  onError(listener: (error: Error) => void): void {
    this.#worker.on('error', listener);
  }

  /** Asks it to finish and go. */
  stop(reason: StopReason): void {
    this.state = 'draining';
    if (this.#listens) this.peer.tell('stop', reason);
    // One that is not up far enough to listen is ended by the signal itself.
    else this.#worker.process.kill('SIGTERM');
  }

  kill(): void {
    this.#worker.process.kill('SIGKILL');
  }
}
