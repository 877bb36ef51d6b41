import { metric } from './metrics.ts';
import type { Service } from './service.ts';
import { read } from './tables.ts';
import { until } from '../../src/until.ts';

/** Makes the same number of reads in each window of the scaling, until it is told to make another number. */
export class PacedReads {
  /** From the next window on. */
  perWindow = 0;
  /** Every status that was answered. */
  readonly statuses = new Set<number>();
  readonly #dbaas: Service;
  #stopping = false;
  #running: Promise<void> | undefined;

  constructor(dbaas: Service) {
    this.#dbaas = dbaas;
  }

  start(table: string): void {
    this.#running = this.#run(table);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#running;
  }

  async #run(table: string): Promise<void> {
    while (!this.#stopping) {
      await until(
        'a new window',
        async () => this.#stopping || (this.perWindow > 0 && (await this.#isNew())),
      );
      await Promise.all(Array.from({ length: this.perWindow }, () => this.#read(table)));
    }
  }

  async #isNew(): Promise<boolean> {
    return (await metric(this.#dbaas, 'dbaas_read_window_count')) === 0;
  }

  async #read(table: string): Promise<void> {
    this.statuses.add((await read(this.#dbaas, { table })).status);
  }
}
