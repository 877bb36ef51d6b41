import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProxiedConnection } from './connection.ts';
import type { Clock, Weather } from './weather.ts';

/** Whether a fault is meant for the connection that comes from this port of the client's. */
export type Concern = (clientPort: number) => boolean;

/** Weather over some connections, until it is lifted. */
interface Spell {
  weather: Weather;
  concerns: Concern;
  connections: Set<ProxiedConnection>;
}

const everybody: Concern = () => true;
const nobody: Concern = () => false;

const systemClock: Clock = { now: () => performance.now(), sleep: (ms) => sleep(ms) };

/** Stands between clients and a server on 127.0.0.1 and does to their connections what networks do. */
export class TcpProxy {
  readonly #server: Server;
  readonly #clock: Clock;
  readonly #connections = new Set<ProxiedConnection>();
  readonly #spells = new Set<Spell>();
  #partition: Spell | undefined;
  #targetPort: number;

  private constructor(targetPort: number, clock: Clock) {
    this.#targetPort = targetPort;
    this.#clock = clock;
    this.#server = createServer({ noDelay: true }, (client) => this.#accept(client));
  }

  static async start(targetPort: number, clock = systemClock): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort, clock);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** The next connection that a client makes. */
  async connection(): Promise<void> {
    await once(this.#server, 'connection');
  }

  /**
   * Puts weather over the connections that are there and those that come, as far as they are concerned.
   * @returns what lifts it
   */
  impose(weather: Weather, concerns = everybody): () => void {
    const spell = { weather, concerns, connections: this.#of(concerns) };
    this.#spells.add(spell);
    this.#forecast();
    return () => this.#lift(spell);
  }

  /** From now on nothing passes, in either direction, and nobody is told. New connections are taken, as a dead peer's backlog would. */
  partition(): void {
    this.heal();
    const spell = { weather: { silent: true }, concerns: everybody, connections: this.#of(everybody) };
    this.#partition = spell;
    this.#spells.add(spell);
    this.#forecast();
  }

  /** Everything that the partition held back passes now. */
  heal(): void {
    if (this.#partition) this.#lift(this.#partition);
  }

  /** New connections pass, while those of the partition stay silent for good. */
  strand(): void {
    if (this.#partition) this.#partition.concerns = nobody;
  }

  /** New connections go to another server. */
  retarget(port: number): void {
    this.#targetPort = port;
  }

  /** Resets the connections that are there. @returns how many */
  cut(concerns = everybody): number {
    const cut = this.#of(concerns);
    for (const connection of cut) connection.cut();
    return cut.size;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.cut();
    await once(this.#server, 'close');
  }

  #accept(client: Socket): void {
    const server = connect({ port: this.#targetPort, host: '127.0.0.1', noDelay: true });
    const connection = new ProxiedConnection(client, server, this.#clock);
    this.#connections.add(connection);
    for (const { concerns, connections } of this.#spells) {
      if (concerns(connection.clientPort)) connections.add(connection);
    }
    this.#forecast();
    connection.onClose(() => {
      this.#connections.delete(connection);
      for (const { connections } of this.#spells) connections.delete(connection);
    });
  }

  #of(concerns: Concern): Set<ProxiedConnection> {
    return new Set([...this.#connections].filter(({ clientPort }) => concerns(clientPort)));
  }

  #lift(spell: Spell): void {
    this.#spells.delete(spell);
    this.#forecast();
  }

  #forecast(): void {
    for (const connection of this.#connections) {
      const over = [...this.#spells].filter(({ connections }) => connections.has(connection));
      connection.weather = Object.assign({}, ...over.map(({ weather }) => weather)) as Weather;
    }
  }
}
