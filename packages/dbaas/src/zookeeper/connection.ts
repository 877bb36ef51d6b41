import { EventEmitter } from 'node:events';
import type { Logger } from '@rideshare/common';
import type { Client, Stat } from 'node-zookeeper-client';
import type { Callback } from './call.ts';
import { PendingCalls } from './pending-calls.ts';
import { discard, endSession, newClient, type SessionTicket, ticketOf } from './client.ts';
import type { SessionEvents, SessionOptions, SessionState } from './session-options.ts';

const PROBES_PER_TIMEOUT = 4;
const FAILED_PROBES = 2;
/** Session timeouts that a connection may take to come about: creating a session waits for the server's disk. */
const CONNECT_TIMEOUTS = 3;
const CALL_TIMEOUT_MS = 5_000;
const CLOSE_MS = 500;

/**
 * Keeps a session with ZooKeeper: connects in the background and for ever, gives every call a deadline, notices a
 * silent server by probing it, goes on with the session after a lost connection and starts a new one when the server
 * says that it has expired. Calls made while not connected wait for the connection, within their deadline.
 */
export class SessionConnection extends EventEmitter<SessionEvents> {
  readonly logger: Logger;
  private readonly url: string;
  private readonly sessionTimeoutMs: number;
  private readonly callTimeoutMs: number;
  private readonly calls = new PendingCalls();
  private readonly watchdog: NodeJS.Timeout;
  private client: Client;
  private status: SessionState = 'connecting';
  private silentSince = performance.now();
  private failedProbes = 0;
  private closing: Promise<void> | undefined;

  constructor({ url, sessionTimeoutMs, callTimeoutMs = CALL_TIMEOUT_MS, logger }: SessionOptions) {
    super();
    this.setMaxListeners(0);
    this.url = url;
    this.sessionTimeoutMs = sessionTimeoutMs;
    this.callTimeoutMs = callTimeoutMs;
    this.logger = logger;
    this.client = this.open();
    this.watchdog = setInterval(() => this.inspect(), sessionTimeoutMs / PROBES_PER_TIMEOUT);
  }

  get state(): SessionState {
    return this.status;
  }

  /** Id of the current session, the owner of its ephemeral znodes. */
  get id(): string {
    return this.client.getSessionId().toString('hex');
  }

  /** Ends the session and with it its ephemeral znodes. Takes half a second at most, and may be called again. */
  close(): Promise<void> {
    this.closing ??= this.end();
    return this.closing;
  }

  /**
   * Calls the client once it is connected.
   * @throws ZooKeeperUnavailableError without an answer; then `connected` is emitted again when one can be had.
   */
  protected call<T>(path: string, send: (client: Client, done: Callback<T>) => void): Promise<T> {
    return this.calls.add<T>({
      path,
      timeoutMs: this.callTimeoutMs,
      send: (done) => send(this.client, done),
      onTimeout: (sent) => {
        if (sent) this.replace('no answer');
      },
    });
  }

  private open(ticket?: SessionTicket): Client {
    const client = newClient(this.url, this.sessionTimeoutMs, ticket);
    const whileInUse = (react: () => void) => () => {
      if (client === this.client && this.status !== 'closed') react();
    };
    client.on(
      'connected',
      whileInUse(() => this.onConnected()),
    );
    client.on(
      'disconnected',
      whileInUse(() => this.lose('connection lost')),
    );
    client.on(
      'expired',
      whileInUse(() => this.onExpired()),
    );
    client.connect();
    return client;
  }

  private onConnected(): void {
    this.status = 'connected';
    this.failedProbes = 0;
    this.logger.debug({ session: this.id }, 'ZooKeeper connected');
    this.calls.open();
    this.emit('connected');
  }

  private onExpired(): void {
    this.logger.warn({ session: this.id }, 'ZooKeeper session expired');
    this.swap(undefined, 'session expired');
    this.emit('expired');
  }

  private replace(reason: string): void {
    if (this.status !== 'closed') this.swap(ticketOf(this.client), reason);
  }

  private swap(ticket: SessionTicket | undefined, reason: string): void {
    const old = this.client;
    this.client = this.open(ticket);
    discard(old);
    this.lose(reason);
  }

  private lose(reason: string): void {
    this.silentSince = performance.now();
    this.calls.interrupt(reason);
    if (this.status !== 'connected') return;
    this.status = 'connecting';
    this.logger.warn({ reason }, 'ZooKeeper lost');
    this.emit('lost');
  }

  private inspect(): void {
    if (this.status === 'connected') void this.probe(this.client);
    else if (performance.now() - this.silentSince > this.sessionTimeoutMs * CONNECT_TIMEOUTS)
      this.replace('no connection');
  }

  private async probe(client: Client): Promise<void> {
    try {
      await this.calls.add<Stat>({
        path: '/',
        timeoutMs: this.sessionTimeoutMs / PROBES_PER_TIMEOUT,
        send: (done) => client.exists('/', done),
        onTimeout: () => this.onFailedProbe(client),
      });
      this.failedProbes = 0;
    } catch (error) {
      this.logger.debug({ err: error }, 'ZooKeeper probe failed');
    }
  }

  private onFailedProbe(client: Client): void {
    if (client !== this.client) return;
    this.failedProbes += 1;
    if (this.failedProbes >= FAILED_PROBES) this.replace('no answer to probes');
  }

  private async end(): Promise<void> {
    this.status = 'closed';
    clearInterval(this.watchdog);
    this.calls.close('the session is closed');
    await endSession(this.client, CLOSE_MS);
  }
}
