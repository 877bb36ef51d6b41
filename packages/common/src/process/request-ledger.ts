import type { Peer } from './peer.ts';

/** The primary's side of the request counter: adds up what the processes report, and fetches the rest before it tells. */
export class RequestLedger {
  readonly #peers: () => Iterable<Peer>;
  #total = 0;

  /** @param peers the processes that may hold unreported increments */
  constructor(peers: () => Iterable<Peer>) {
    this.#peers = peers;
  }

  serve(peer: Peer): void {
    peer.on('count.add', (count) => this.#add(count));
    peer.on('count.total', () => this.total());
    peer.on('count.reset', () => this.reset());
  }

  async total(): Promise<number> {
    await this.#collect();
    return this.#total;
  }

  async reset(): Promise<void> {
    await this.#collect();
    this.#total = 0;
  }

  async #collect(): Promise<void> {
    const collecting = [...this.#peers()].map(async (peer) => this.#add(await peer.ask('count.collect')));
    // A process that dies meanwhile has nothing left to tell.
    await Promise.allSettled(collecting);
  }

  #add(count: unknown): void {
    if (typeof count === 'number') this.#total += count;
  }
}
