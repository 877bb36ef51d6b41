import { randomUUID } from 'node:crypto';
import type { Workload, WorkloadOptions } from '../contract.ts';
import { Recorder } from '../history/recorder.ts';
import type { LoadHistory } from '../history/recorder.ts';
import { Random } from '../random.ts';
import { Board } from './board.ts';
import { Client } from './client.ts';
import { HttpClient } from './http-client.ts';
import { prepareTables } from './prepare.ts';
import { Lanes } from './lanes.ts';
import { stepsOf } from './roles.ts';

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
  readonly #lanes = new Lanes();

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
    for (let number = 0; number < clients; number++) {
      const parts = { number, random: random.fork(), run, recorder: this.#recorder };
      const client = new Client({ ...parts, dbaas: this.#dbaas, edge: this.#edge });
      this.#lanes.add(stepsOf(client, board, { clients, run }), client.random, (clients * 1_000) / rate);
    }
  }

  async stop(): Promise<void> {
    await this.#lanes.stop();
    this.#dbaas.close();
    this.#edge.close();
  }
}
