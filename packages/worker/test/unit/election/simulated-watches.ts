import type { Watcher } from '@rideshare/dbaas';

/** One connection of a client: what it has asked and the server has not done, what it is told and has not heard. */
export interface Connection {
  session: string;
  requests: (() => void)[];
  events: (() => void)[];
  /** Closed by the server: there will be no more events than those on their way. */
  closed: boolean;
}

/** Watches of one kind: each is told once, on its connection, and only while that is there. */
export class SimulatedWatches {
  #watches: { path: string; connection: Connection; watcher: Watcher }[] = [];

  set(path: string, connection: Connection, watcher: Watcher): void {
    const known = this.#watches.some(
      (watch) => watch.path === path && watch.connection === connection && watch.watcher === watcher,
    );
    if (!known) this.#watches.push({ path, connection, watcher });
  }

  fire(path: string): void {
    const fired = this.#watches.filter((watch) => watch.path === path);
    this.#watches = this.#watches.filter((watch) => watch.path !== path);
    for (const { connection, watcher } of fired) if (!connection.closed) connection.events.push(watcher);
  }
}
