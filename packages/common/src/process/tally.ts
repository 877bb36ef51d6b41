import { MetricsAggregate } from '../metrics/aggregate.ts';
import type { Peer } from './peer.ts';

/**
 * The primary's side of the request counter and of the metrics: what the processes of the pool add up to.
 * Before it tells, it fetches from every process what that has not reported yet.
 */
export class Tally {
  readonly #peers = new Map<number, Peer>();
  readonly #metrics = new MetricsAggregate();
  #requests = 0;

  /** Listens to a process from its first message on. */
  join(id: number, peer: Peer): void {
    this.#peers.set(id, peer);
    peer.on('count.add', (count) => this.#add(count));
    peer.on('count.total', () => this.requests());
    peer.on('count.reset', () => this.resetRequests());
    peer.on('metrics', () => this.metrics());
    peer.on('farewell', () => Promise.allSettled([this.#fetchCount(peer), this.#fetchMetrics(id, peer)]));
  }

  /** To be called when nothing more can come from the process. */
  leave(id: number): void {
    this.#peers.delete(id);
    this.#metrics.depart(id);
  }

  async requests(): Promise<number> {
    await this.#fromAll((_id, peer) => this.#fetchCount(peer));
    return this.#requests;
  }

  async resetRequests(): Promise<void> {
    await this.#fromAll((_id, peer) => this.#fetchCount(peer));
    this.#requests = 0;
  }

  async metrics(): Promise<string> {
    await this.#fromAll((id, peer) => this.#fetchMetrics(id, peer));
    return this.#metrics.text();
  }

  async #fromAll(fetch: (id: number, peer: Peer) => Promise<void>): Promise<void> {
    // A process that dies before it answers is left with what it has reported.
    await Promise.allSettled([...this.#peers].map(([id, peer]) => fetch(id, peer)));
  }

  async #fetchCount(peer: Peer): Promise<void> {
    this.#add(await peer.ask('count.collect'));
  }

  async #fetchMetrics(id: number, peer: Peer): Promise<void> {
    const snapshot = await peer.ask('metrics.collect');
    if (Array.isArray(snapshot)) this.#metrics.update(id, snapshot as object[]);
  }

  #add(count: unknown): void {
    if (typeof count === 'number') this.#requests += count;
  }
}
