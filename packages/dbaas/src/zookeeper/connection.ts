import { EventEmitter } from 'node:events';
import type { Logger } from '@rideshare/common';
import type { Client, Stat } from 'node-zookeeper-client';
import type { Callback } from './call.ts';
import { PendingCalls } from './pending-calls.ts';
import { discard, endSession, newClient, mendHandshake, type SessionTicket, ticketOf } from './client.ts';
import type { SessionEvents, SessionOptions, SessionState } from './session-options.ts';

const PROBES_PER_TIMEOUT = 4;
const FAILED_PROBES = 2;
/**
 * How long the server may take to answer a fresh connection, in session timeouts: short at first, so that the session
 * does not expire meanwhile; twice as long after each failure, since the answer waits for the server's disk.
 */
const FIRST_HANDSHAKE = 0.5;
const LONGEST_HANDSHAKE = 8;
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
  private failedProbes = 0;
  private handshake = FIRST_HANDSHAKE;
  private closing: Promise<void> | undefined;

  constructor({ url, sessionTimeoutMs, callTimeoutMs = CALL_TIMEOUT_MS, logger }: SessionOptions) {
    super();
    this.setMaxListeners(0);
    this.url = url;
    this.sessionTimeoutMs = sessionTimeoutMs;
    this.callTimeoutMs = callTimeoutMs;
    this.logger = logger;
    this.client = this.open();
    this.watchdog = setInterval(() => void this.probe(this.client), sessionTimeoutMs / PROBES_PER_TIMEOUT);
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
    const on = (event: string, react: () => void) =>
      client.on(event, () => {
        if (client === this.client && this.status !== 'closed') react();
      });
    on('connected', () => this.onConnected());
    on('disconnected', () => this.lose('connection lost'));
    on('expired', () => this.onExpired());
    const patience = () => this.sessionTimeoutMs * this.handshake;
    mendHandshake(client, patience, () => {
      if (client === this.client) this.onSilentHandshake();
    });
    client.connect();
    return client;
  }

  private onConnected(): void {
    this.status = 'connected';
    this.failedProbes = 0;
    this.handshake = FIRST_HANDSHAKE;
    this.logger.debug({ session: this.id }, 'ZooKeeper connected');
    this.calls.open();
    this.emit('connected');
  }

  private onExpired(): void {
    this.logger.warn({ session: this.id }, 'ZooKeeper session expired');
    this.swap(undefined, 'session expired');
    this.emit('expired');
  }

  private onSilentHandshake(): void {
    this.handshake = Math.min(this.handshake * 2, LONGEST_HANDSHAKE);
    this.replace('no answer to a fresh connection');
  }

  private replace(reason: string): void {
    if (this.status !== 'closed') this.swap(ticketOf(this.client), reason);
  }

  private swap(ticket: SessionTicket | undefined, reason: string): void {
    this.logger.debug({ reason }, 'ZooKeeper client replaced');
    const old = this.client;
    this.client = this.open(ticket);
    discard(old);
    this.lose(reason);
  }

  private lose(reason: string): void {
    this.calls.interrupt(reason);
    if (this.status !== 'connected') return;
    this.status = 'connecting';
    this.logger.warn({ reason }, 'ZooKeeper lost');
    this.emit('lost');
  }

  private async probe(client: Client): Promise<void> {
    if (this.status !== 'connected') return;
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
