import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Workload, WorkloadOptions } from '../contract.ts';
import { Recorder } from '../history/recorder.ts';
import type { LoadHistory } from '../history/recorder.ts';
import { Random } from '../random.ts';
import { Board } from './board.ts';
import { Client } from './client.ts';
import { HttpClient } from './http-client.ts';
import { prepareTables } from './prepare.ts';
import { stepsOf, type Step } from './roles.ts';

export interface MixedLoadOptions extends WorkloadOptions {
  /** Requests a second in all, while nothing fails. */
  rate?: number;
}

const RATE = 600;

/** A mixed load on the services and on the database itself, the same mix for the same seed. */
export class MixedLoad implements Workload {
  readonly #recorder = new Recorder();
  readonly #options: MixedLoadOptions;
  readonly #dbaas: HttpClient;
  readonly #edge: HttpClient;
  #stopping = false;
  #clients: Promise<unknown> | undefined;

  constructor(options: MixedLoadOptions) {
    this.#options = options;
    this.#dbaas = new HttpClient(options.endpoints.dbaas);
    this.#edge = new HttpClient(options.endpoints.edge);
  }

  get history(): LoadHistory {
    return this.#recorder;
  }

  prepare(): Promise<void> {
    return prepareTables(this.#dbaas);
  }

  start(): void {
    const { seed, clients, rate = RATE } = this.#options;
    const random = new Random(seed);
    const run = randomUUID().slice(0, 8);
    const board = new Board();
    const everyMs = (clients * 1_000) / rate;
    this.#clients = Promise.all(
      Array.from({ length: clients }, (_, number) => {
        const parts = { number, random: random.fork(), run, recorder: this.#recorder };
        const client = new Client({ ...parts, dbaas: this.#dbaas, edge: this.#edge });
        return this.#repeat(stepsOf(client, board, { clients, run }), client.random, everyMs);
      }),
    );
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#clients;
    this.#dbaas.close();
    this.#edge.close();
  }

  /** One step at a time, so often on average; what was missed is not made up for. */
  async #repeat(step: Step, random: Random, everyMs: number): Promise<void> {
    let due = performance.now() + random.next() * everyMs;
    while (!this.#stopping) {
      await pause(Math.max(0, due - performance.now()));
      await step();
      due = Math.max(due + 2 * random.next() * everyMs, performance.now() - everyMs);
    }
  }
}
