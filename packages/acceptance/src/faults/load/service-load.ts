import { randomUUID } from 'node:crypto';
import type { Endpoints } from '@rideshare/local';
import type { Workload } from '../contract.ts';
import { Recorder, type LoadHistory } from '../history/recorder.ts';
import { Random } from '../random.ts';
import { Board } from './board.ts';
import { Client, type Sender } from './client.ts';
import { HttpClient } from './http-client.ts';
import { Lanes } from './lanes.ts';
import { serviceStepsOf } from './roles.ts';

export interface ServiceLoadOptions {
  endpoints: Pick<Endpoints, 'edge'>;
  seed: number;
  clients: number;
  /** Requests a second in all, while nothing fails. */
  rate: number;
}

/** A service has no idempotency keys: its clients send no statements. */
const nobody: Sender = { send: () => Promise.reject(new Error('the load of the services asks no database')) };

/**
 * What browsers do: users and rides are written and read through the load balancer alone. Half of the clients keep
 * their connection, the others open one for each request.
 */
export class ServiceLoad implements Workload {
  readonly #recorder = new Recorder();
  readonly #options: ServiceLoadOptions;
  readonly #edges: { kept: HttpClient; fresh: HttpClient };
  readonly #lanes = new Lanes();

  constructor(options: ServiceLoadOptions) {
    this.#options = options;
    const { edge } = options.endpoints;
    this.#edges = { kept: new HttpClient(edge), fresh: new HttpClient(edge, false) };
  }

  get history(): LoadHistory {
    return this.#recorder;
  }

  /** There is nothing to prepare. */
  prepare(): Promise<void> {
    return Promise.resolve();
  }

  start(): void {
    const { seed, clients, rate } = this.#options;
    const random = new Random(seed);
    const run = randomUUID().slice(0, 8);
    const board = new Board();
    const { kept, fresh } = this.#edges;
    for (let number = 0; number < clients; number++) {
      const parts = { number, random: random.fork(), run, recorder: this.#recorder };
      const edge = number % 4 < 2 ? kept : fresh;
      const client = new Client({ ...parts, dbaas: nobody, edge });
      this.#lanes.add(
        serviceStepsOf(client, board, { clients, run }),
        client.random,
        (clients * 1_000) / rate,
      );
    }
  }

  async stop(): Promise<void> {
    await this.#lanes.stop();
    for (const edge of Object.values(this.#edges)) edge.close();
  }
}
