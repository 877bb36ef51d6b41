import { EventEmitter } from 'node:events';
import { createLogger } from '@rideshare/common';
import {
  type CreateOptions,
  type SessionEvents,
  type SessionState,
  type Stat,
  type Step,
  type Watcher,
  type ZooKeeperSession,
  ZooKeeperUnavailableError,
} from '@rideshare/dbaas';
import type { Connection } from './simulated-watches.ts';
import type { SimulatedZooKeeper } from './simulated-zookeeper.ts';

type Port = Pick<
  ZooKeeperSession,
  'create' | 'ensurePath' | 'exists' | 'getData' | 'setData' | 'getChildren' | 'remove' | 'transact' | 'id'
>;

interface Call {
  sent: boolean;
  send: () => void;
  fail: () => void;
}

/**
 * A ZooKeeperSession over the simulated server, which keeps its promises and no more: each call is answered or fails
 * as unavailable, and after such a failure `connected` comes again. It moves only when the test moves it.
 */
export class SimulatedSession extends EventEmitter<SessionEvents> implements Port {
  readonly logger = createLogger('election', 'silent');
  /** Of this session and those before. */
  readonly ids = new Set<string>();
  readonly #server: SimulatedZooKeeper;
  readonly #calls = new Set<Call>();
  #connection: Connection | undefined;
  #id: string;
  #state: SessionState = 'connecting';

  constructor(server: SimulatedZooKeeper) {
    super();
    this.#server = server;
    this.#id = server.newSession();
    this.ids.add(this.#id);
  }

  get id(): string {
    return this.#id;
  }

  get state(): SessionState {
    return this.#state;
  }

  /** What this client could do next by itself. */
  moves(): (() => void)[] {
    if (this.#state === 'closed') return [];
    const connection = this.#connection;
    if (!connection) return this.#server.up ? [() => this.#connect()] : [];
    if (connection.events.length > 0) return [() => connection.events.shift()?.()];
    return connection.closed ? [() => this.lose()] : [];
  }

  /** The connection breaks. Of the requests that the server has not done, `inFlight` may still reach it. */
  lose(inFlight = 0): void {
    const connection = this.#abandon(inFlight);
    if (!connection) return;
    this.#state = 'connecting';
    for (const call of [...this.#calls]) if (call.sent) call.fail();
    this.emit('lost');
  }

  /** Calls that wait for a connection fail. */
  timeOut(): void {
    for (const call of [...this.#calls]) if (!call.sent) call.fail();
  }

  /** The process is dead: nothing is heard of it any more, but for what is on its way. */
  die(inFlight = 0): void {
    this.#abandon(inFlight);
    this.#state = 'closed';
  }

  async create(path: string, data: Buffer, { ephemeral = false }: CreateOptions = {}): Promise<void> {
    await this.#call(({ session }) => this.#server.create(path, data, ephemeral ? session : ''));
  }

  ensurePath(): Promise<void> {
    return Promise.resolve();
  }

  exists(path: string, watcher?: Watcher): Promise<Stat | undefined> {
    return this.#call((connection) => this.#server.exists(path, connection, watcher));
  }

  getData(path: string): Promise<{ data: Buffer; stat: Stat }> {
    return this.#call(() => this.#server.get(path));
  }

  async setData(path: string, data: Buffer): Promise<void> {
    await this.#call(() => this.#server.set(path, data));
  }

  getChildren(path: string, watcher?: Watcher): Promise<string[]> {
    return this.#call((connection) => this.#server.children(path, connection, watcher));
  }

  remove(path: string): Promise<boolean> {
    return this.#call((connection) => {
      const there = this.#server.exists(path, connection) !== undefined;
      if (there) this.#server.remove(path, connection.session);
      return there;
    });
  }

  async transact(steps: Step[]): Promise<void> {
    await this.#call(({ session }) => this.#server.transact(steps, session));
  }

  #connect(): void {
    const expired = !this.#server.has(this.#id);
    if (expired) this.#id = this.#server.newSession();
    this.ids.add(this.#id);
    this.#connection = this.#server.connect(this.#id);
    this.#state = 'connected';
    if (expired) this.emit('expired');
    for (const call of this.#calls) call.send();
    this.emit('connected');
  }

  #abandon(inFlight: number): Connection | undefined {
    const connection = this.#connection;
    if (!connection) return undefined;
    connection.closed = true;
    connection.requests = connection.requests.slice(0, inFlight);
    this.#connection = undefined;
    return connection;
  }

  #call<T>(work: (connection: Connection) => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const settle = (answer: () => void): void => {
      if (this.#calls.delete(call)) answer();
    };
    const call: Call = {
      sent: false,
      send: () => {
        const connection = this.#connection;
        if (!connection || call.sent) return;
        call.sent = true;
        connection.requests.push(() => {
          const answer = outcome(() => work(connection));
          if (!connection.closed)
            connection.events.push(() =>
              settle(() => ('value' in answer ? resolve(answer.value) : reject(answer.error))),
            );
        });
      },
      fail: () => settle(() => reject(new ZooKeeperUnavailableError('no answer'))),
    };
    this.#calls.add(call);
    if (this.#state === 'closed') call.fail();
    else call.send();
    return promise;
  }
}

function outcome<T>(work: () => T): { value: T } | { error: Error } {
  try {
    return { value: work() };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { error };
  }
}
