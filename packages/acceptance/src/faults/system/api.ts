import type { Endpoints } from '@rideshare/local';
import got from 'got';
import type { Worker } from './arena.ts';

const ANSWER_MS = 2_000;

/** The system as anybody may ask it. */
export class Api {
  readonly endpoints: Endpoints;
  #known: readonly Worker[] = [];

  constructor(endpoints: Endpoints) {
    this.endpoints = endpoints;
  }

  /** All workers that are registered. @throws RequestError while nobody can tell. */
  async status(): Promise<readonly Worker[]> {
    this.#known = await this.ask<Worker[]>('api/v1/worker/status');
    return this.#known;
  }

  /** The same, or what was told last while nobody can tell. */
  lastStatus(): Promise<readonly Worker[]> {
    return this.status().catch(() => this.#known);
  }

  /** @throws RequestError unless the service answers 200. */
  ask<T>(path: string, service: 'dbaas' | 'users' | 'rides' = 'dbaas'): Promise<T> {
    return got(`${this.endpoints[service]}/${path}`, {
      retry: { limit: 0 },
      timeout: { request: ANSWER_MS },
    }).json<T>();
  }
}
