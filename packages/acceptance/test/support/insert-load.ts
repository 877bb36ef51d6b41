import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Service } from './service.ts';
import { rows, write } from './tables.ts';
import { until } from '../../src/until.ts';

const LANES = 4;
const RETRY_MS = 50;

/** A table without unique columns, in which a write that is done twice shows. */
export const LOG_TABLE = { columns: [{ name: 'name', type: 'text', notNull: true }] };

/** A light load of single inserts, each repeated with its Idempotency-Key until it is answered 200. */
export class InsertLoad {
  /** How each attempt ended: a status, or the code of the error that cut the connection. */
  readonly endings: Record<string, number> = {};
  /** 503s that did not say when to come back. */
  silent503s = 0;
  readonly #acknowledged: string[] = [];
  readonly #dbaas: Service;
  readonly #table: string;
  #lanes: Promise<unknown> | undefined;
  #stopping = false;

  constructor(dbaas: Service, table: string) {
    this.#dbaas = dbaas;
    this.#table = table;
  }

  /** Names of the acknowledged inserts, so far. */
  get acknowledged(): string[] {
    return [...this.#acknowledged];
  }

  start(): void {
    this.#lanes = Promise.all(Array.from({ length: LANES }, () => this.#lane()));
  }

  /** Waits until so many more inserts are acknowledged. */
  async more(count: number): Promise<void> {
    const goal = this.#acknowledged.length + count;
    await until(`${count} more inserts`, () => Promise.resolve(this.#acknowledged.length >= goal));
  }

  /** Ends the load when every insert begun is acknowledged. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#lanes;
  }

  /** How many inserts are not in the table exactly once though acknowledged, or are there without having been sent. */
  async discrepancies(): Promise<Record<'lost' | 'doubled' | 'unsent', number>> {
    const times = new Map<unknown, number>();
    for (const { name } of await rows(this.#dbaas, { table: this.#table })) {
      times.set(name, (times.get(name) ?? 0) + 1);
    }
    const acknowledged = new Set<unknown>(this.#acknowledged);
    return {
      lost: this.#acknowledged.filter((name) => !times.has(name)).length,
      doubled: [...times.values()].filter((count) => count > 1).length,
      unsent: [...times.keys()].filter((name) => !acknowledged.has(name)).length,
    };
  }

  async #lane(): Promise<void> {
    while (!this.#stopping) {
      const name = randomUUID();
      while (!(await this.#attempt(name))) await pause(RETRY_MS);
      this.#acknowledged.push(name);
    }
  }

  async #attempt(name: string): Promise<boolean> {
    const body = { table: this.#table, insert: { name } };
    try {
      const { status, headers } = await write(this.#dbaas, body, { headers: { 'idempotency-key': name } });
      this.#note(String(status));
      if (status === 503 && !/^\d+$/.test(headers['retry-after'] ?? '')) this.silent503s++;
      return status === 200;
    } catch (error) {
      this.#note((error as NodeJS.ErrnoException).code ?? String(error));
      return false;
    }
  }

  #note(ending: string): void {
    this.endings[ending] = (this.endings[ending] ?? 0) + 1;
  }
}
