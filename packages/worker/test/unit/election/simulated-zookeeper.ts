import {
  BadVersionError,
  NodeExistsError,
  NoNodeError,
  type Step,
  type Stat,
  type Watcher,
} from '@rideshare/dbaas';
import { type Connection, SimulatedWatches } from './simulated-watches.ts';

interface Znode {
  data: Buffer;
  version: number;
  /** The session that an ephemeral znode lives with; '' for a persistent one. */
  owner: string;
}

/** Who changed a znode: a session, or the server at a session's end. */
export type Removal = { path: string; data: Buffer; by: string };

/**
 * ZooKeeper as its documentation describes it, in memory and in nobody's time but the test's: it does a request
 * when `serve` is called, and what it answers lies on the connection until the client takes it.
 */
export class SimulatedZooKeeper {
  up = true;
  onRemoved: (removal: Removal) => void = () => undefined;
  readonly #sessions = new Set<string>();
  #connections: Connection[] = [];
  readonly #znodes = new Map<string, Znode>();
  readonly #nodeWatches = new SimulatedWatches();
  readonly #childWatches = new SimulatedWatches();
  #lastSession = 0;

  constructor(paths: string[]) {
    for (const path of paths) this.#znodes.set(path, { data: Buffer.alloc(0), version: 0, owner: '' });
  }

  has(session: string): boolean {
    return this.#sessions.has(session);
  }

  newSession(): string {
    this.#lastSession += 1;
    const session = `session ${this.#lastSession}`;
    this.#sessions.add(session);
    return session;
  }

  connect(session: string): Connection {
    const connection = { session, requests: [], events: [], closed: false };
    this.#connections.push(connection);
    return connection;
  }

  /** The connections with requests to do, broken ones among them; none while ZooKeeper is away. */
  busy(): Connection[] {
    this.#connections = this.#connections.filter(({ closed, requests }) => !closed || requests.length > 0);
    return this.up ? this.#connections.filter(({ requests }) => requests.length > 0) : [];
  }

  /** Does the connection's next request. */
  serve(connection: Connection): void {
    const request = connection.requests.shift();
    if (this.has(connection.session)) request?.();
  }

  /** Ends a session and its znodes, and closes its connections. */
  expire(session: string): void {
    if (!this.#sessions.delete(session)) return;
    for (const connection of this.#connections) if (connection.session === session) connection.closed = true;
    for (const [path, { owner }] of this.#znodes) if (owner === session) this.remove(path, 'the server');
  }

  /** Closes every connection, as a restart does; the sessions live on. */
  dropConnections(): void {
    for (const connection of this.#connections) {
      connection.closed = true;
      connection.requests = [];
    }
  }

  /** What the znode holds, undefined without the znode. */
  peek(path: string): unknown {
    const znode = this.#znodes.get(path);
    return znode && JSON.parse(znode.data.toString());
  }

  get(path: string): { data: Buffer; stat: Stat } {
    const { data, version, owner } = this.#require(path);
    return { data, stat: { version, owner } };
  }

  exists(path: string, connection: Connection, watcher?: Watcher): Stat | undefined {
    if (watcher) this.#nodeWatches.set(path, connection, watcher);
    return this.#znodes.has(path) ? this.get(path).stat : undefined;
  }

  children(path: string, connection: Connection, watcher?: Watcher): string[] {
    this.#require(path);
    if (watcher) this.#childWatches.set(path, connection, watcher);
    return this.childrenOf(path);
  }

  childrenOf(path: string): string[] {
    const paths = [...this.#znodes.keys()].filter((child) => parentOf(child) === path);
    return paths.map((child) => child.slice(path.length + 1));
  }

  create(path: string, data: Buffer, owner: string): void {
    if (this.#znodes.has(path)) throw new NodeExistsError('NODE_EXISTS', path);
    this.#znodes.set(path, { data, version: 0, owner });
    this.#tell(path, parentOf(path));
  }

  set(path: string, data: Buffer): void {
    const znode = this.#require(path);
    this.#znodes.set(path, { ...znode, data, version: znode.version + 1 });
    this.#tell(path);
  }

  remove(path: string, by: string): void {
    const { data } = this.#require(path);
    this.#znodes.delete(path);
    this.onRemoved({ path, data, by });
    this.#tell(path, parentOf(path));
  }

  transact(steps: Step[], session: string): void {
    for (const step of steps) this.#check(step);
    for (const step of steps) {
      if (step.kind === 'create') this.create(step.path, step.data, step.ephemeral ? session : '');
      else if (step.kind === 'set') this.set(step.path, step.data);
      else if (step.kind === 'remove') this.remove(step.path, session);
    }
  }

  #check(step: Step): void {
    if (step.kind !== 'create') this.#require(step.path);
    else if (this.#znodes.has(step.path)) throw new NodeExistsError('NODE_EXISTS', step.path);
    if (step.kind === 'check' && this.get(step.path).stat.version !== step.version)
      throw new BadVersionError('BAD_VERSION', step.path);
  }

  #require(path: string): Znode {
    const znode = this.#znodes.get(path);
    if (!znode) throw new NoNodeError('NO_NODE', path);
    return znode;
  }

  /** Fires the watches of a changed znode, and those of its parent when it came or went. */
  #tell(path: string, parent?: string): void {
    this.#nodeWatches.fire(path);
    if (parent !== undefined) this.#childWatches.fire(parent);
  }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}
