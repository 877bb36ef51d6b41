import { EventEmitter } from 'node:events';
import type { Logger } from '@rideshare/common';
import type { Client, Stat } from 'node-zookeeper-client';
import { Call, type Callback } from './call.ts';
import { discard, endSession, newClient, type SessionTicket, ticketOf } from './client.ts';
import { ZooKeeperUnavailableError } from './errors.ts';

export interface SessionOptions {
  /** `host:port`, several separated by commas. */
  url: string;
  /** How long the server keeps the session of a silent client, in ms; also the deadline of every call. */
  sessionTimeoutMs: number;
  logger: Logger;
}

export type SessionState = 'connecting' | 'connected' | 'closed';

export interface SessionEvents {
  /** The session is usable; watches set before may be gone and have to be set again. */
  connected: [];
  /** The connection is gone; whether the session lives on is not known. */
  lost: [];
  /** The server has ended the session: its ephemeral znodes are gone. A new session is on its way. */
  expired: [];
}

const PROBES_PER_TIMEOUT = 4;
const FAILED_PROBES = 2;
const CLOSE_MS = 500;

/**
 * Keeps a session with ZooKeeper: connects in the background and for ever, gives every call a deadline, notices a
 * silent server by probing it, goes on with the session after a lost connection and starts a new one when the server
 * says that it has expired. Calls made while not connected wait for the connection, within their deadline.
 */
export class SessionConnection extends EventEmitter<SessionEvents> {
  readonly logger: Logger;
  private readonly url: string;
  private readonly timeoutMs: number;
  private readonly calls = new Set<Pick<Call<unknown>, 'send' | 'fail' | 'failSent'>>();
  private readonly watchdog: NodeJS.Timeout;
  private client: Client;
  private status: SessionState = 'connecting';
  private silentSince = performance.now();
  private failedProbes = 0;
  private closing: Promise<void> | undefined;

  constructor({ url, sessionTimeoutMs, logger }: SessionOptions) {
    super();
    this.setMaxListeners(0);
    this.url = url;
    this.timeoutMs = sessionTimeoutMs;
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
    return this.request(path, this.timeoutMs, send, (sent) => {
      if (sent) this.replace('no answer');
    });
  }

  private async request<T>(
    path: string,
    timeoutMs: number,
    send: (client: Client, done: Callback<T>) => void,
    onTimeout: (sent: boolean) => void,
  ): Promise<T> {
    if (this.status === 'closed') throw new ZooKeeperUnavailableError(`${path}: the session is closed`);
    const call = new Call<T>({ path, timeoutMs, send: (done) => send(this.client, done), onTimeout });
    this.calls.add(call);
    if (this.status === 'connected') call.send();
    return call.result.finally(() => this.calls.delete(call));
  }

  private open(ticket?: SessionTicket): Client {
    const client = newClient(this.url, this.timeoutMs, ticket);
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
    for (const call of this.calls) call.send();
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
    for (const call of this.calls) call.failSent(reason);
    if (this.status !== 'connected') return;
    this.status = 'connecting';
    this.logger.warn({ reason }, 'ZooKeeper lost');
    this.emit('lost');
  }

  private inspect(): void {
    if (this.status === 'connected') void this.probe(this.client);
    else if (performance.now() - this.silentSince > this.timeoutMs) this.replace('no connection');
  }

  private async probe(client: Client): Promise<void> {
    const failed = () => {
      if (client !== this.client) return;
      this.failedProbes += 1;
      if (this.failedProbes >= FAILED_PROBES) this.replace('no answer to probes');
    };
    try {
      await this.request<Stat>(
        '/',
        this.timeoutMs / PROBES_PER_TIMEOUT,
        (_, done) => client.exists('/', done),
        failed,
      );
      this.failedProbes = 0;
    } catch (error) {
      this.logger.debug({ err: error }, 'ZooKeeper probe failed');
    }
  }

  private async end(): Promise<void> {
    this.status = 'closed';
    clearInterval(this.watchdog);
    for (const call of this.calls) call.fail('the session is closed');
    await endSession(this.client, CLOSE_MS);
  }
}
