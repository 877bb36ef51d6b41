import type { Socket } from 'node:net';
import { Lane } from './lane.ts';
import { type Clock, Sky, type Weather } from './weather.ts';

/** A client's connection and the one to the server that stands behind it. */
export class ProxiedConnection {
  /** By which the kernel tells whose it is. */
  readonly clientPort: number;
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #sky = new Sky();

  constructor(client: Socket, server: Socket, clock: Clock) {
    this.clientPort = client.remotePort ?? 0;
    this.#client = client;
    this.#server = server;
    new Lane(client, server, this.#sky, clock);
    new Lane(server, client, this.#sky, clock);
  }

  set weather(weather: Weather) {
    this.#sky.weather = weather;
  }

  /** Resets both ends. */
  cut(): void {
    this.#client.resetAndDestroy();
    this.#server.resetAndDestroy();
  }

  /** Calls back when both ends are closed. */
  onClose(listener: () => void): void {
    let open = 2;
    for (const socket of [this.#client, this.#server]) {
      socket.once('close', () => {
        open -= 1;
        if (open === 0) listener();
      });
    }
  }
}
