import type { Socket } from 'node:net';
import { type Client, createClient, State } from 'node-zookeeper-client';

/** What makes a new client go on with the session of an earlier one. */
export interface SessionTicket {
  sessionId: Buffer;
  sessionPassword: Buffer;
}

/** The parts of the library's connection manager that its gaps have to be closed by. */
interface ConnectionManager {
  state: number;
  socket?: Socket;
  connectTimeoutHandler: NodeJS.Timeout | null;
  pendingBuffer: Buffer | null;
  zxid: Buffer;
  onSocketConnected: () => void;
}

const CONNECTING = 1;
const CLOSING = -1;

/** Longest pause between two attempts to connect, in ms. */
const MAX_RECONNECT_PAUSE_MS = 100;

/** A client that is not connecting yet. Without a ticket it asks for a new session. */
export function newClient(url: string, sessionTimeoutMs: number, ticket?: SessionTicket): Client {
  const options = {
    sessionTimeout: sessionTimeoutMs,
    spinDelay: MAX_RECONNECT_PAUSE_MS,
    retries: 0,
    ...ticket,
  };
  return createClient(url, options);
}

export function ticketOf(client: Client): SessionTicket {
  return { sessionId: client.getSessionId(), sessionPassword: client.getSessionPassword() };
}

/**
 * Mends how the library greets a server, and reacts when one has taken a connection and then says nothing for
 * `afterMs()`: ZooKeeper does so now and then to those that come while it starts, and the library waits for ever.
 */
export function mendHandshake(client: Client, afterMs: () => number, react: () => void): void {
  const manager = managerOf(client);
  const greet = manager.onSocketConnected.bind(manager);
  let answered = true;
  client.on('connected', () => (answered = true));
  manager.onSocketConnected = () => {
    // Half an answer of the connection before would be taken for the start of this one's.
    manager.pendingBuffer = null;
    // A server that has lost its data refuses whoever has seen later changes than it has.
    if (!answered) manager.zxid = Buffer.alloc(8);
    answered = false;
    greet();
    const { socket } = manager;
    setTimeout(() => {
      if (manager.state === CONNECTING && manager.socket === socket) react();
    }, afterMs()).unref();
  };
}

/**
 * Stops a client for good in whatever state it is, and leaves its session on the server alone.
 * The library has no call for this: its `close()` throws before the first connection and waits for ever on a dead one.
 */
export function discard(client: Client): void {
  const manager = managerOf(client);
  manager.state = CLOSING;
  manager.onSocketConnected = () => manager.socket?.destroy();
  if (manager.connectTimeoutHandler) clearTimeout(manager.connectTimeoutHandler);
  manager.socket?.destroy();
}

/** Ends the session on the server, so that its ephemeral znodes go at once; gives up after `withinMs`. */
export async function endSession(client: Client, withinMs: number): Promise<void> {
  if (client.getState() === State.SYNC_CONNECTED) {
    const { promise, resolve }: PromiseWithResolvers<void> = Promise.withResolvers();
    const deadline = setTimeout(resolve, withinMs);
    client.once('disconnected', resolve);
    client.close();
    await promise;
    clearTimeout(deadline);
  }
  discard(client);
}

function managerOf(client: Client): ConnectionManager {
  return (client as unknown as { connectionManager: ConnectionManager }).connectionManager;
}
