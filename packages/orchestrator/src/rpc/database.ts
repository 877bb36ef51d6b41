import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, ConfirmChannel, ConsumeMessage, Message } from 'amqplib';
import type { Logger } from '@rideshare/common';
import {
  BrokerLink,
  type BrokerConnection,
  declareQueues,
  RESPONSE_QUEUE,
  type DivergenceEvent,
  type ReadRequest,
  type RequestBody,
  type RequestKind,
} from '@rideshare/dbaas';
import { InterruptedError, UnavailableError } from './errors.ts';
import { PendingCalls, type Reply } from './pending-calls.ts';
import { publishRead, publishWrite } from './publish.ts';
import { parseResponse } from './response.ts';

export interface DatabaseOptions {
  amqpUrl: string;
  logMaxBytes: number;
  logger: Logger;
  timeoutMs: number;
  maxInFlight: number;
  maxInFlightBytes: number;
  /** Called when a worker has thrown its copy away because it differed from the master's. */
  onDivergence: (event: DivergenceEvent) => void;
}

/** A read without its floor, which the database knows. */
export type ReadCall = ReadRequest extends infer R
  ? R extends ReadRequest
    ? Omit<R, 'floor'>
    : never
  : never;

interface Channels {
  reads: Channel;
  writes: ConfirmChannel;
}

const AWAY = 'The database is out of reach; try again shortly.';
const FULL = 'The database is overloaded; try again shortly.';
const BLOCKED = 'The database takes no requests at the moment; try again shortly.';
const CUT_OFF =
  'The connection to the database broke before the answer came; the request may have been done.';

/** How long to wait before the fence is tried again. */
const FENCE_PAUSE_MS = 100;

/**
 * The way from this process through the queues to the workers and back: one connection, one consumer of replies.
 *
 * A read carries a log offset, its floor, and the answering copy waits until it has applied that. The floor of a
 * session read is the highest offset that this process has told anybody of, by a write's acknowledgement or a read's
 * answer: so reads and writes are linearizable. That of an eventual read knows of reads only: so no read sees less
 * than another one that was answered before.
 */
export class Database {
  readonly #calls: PendingCalls;
  readonly #link: BrokerLink;
  readonly #options: DatabaseOptions;
  #channels: Channels | undefined;
  #acknowledged = -1;
  #shown = -1;
  #fenced = false;

  constructor(options: DatabaseOptions) {
    this.#options = options;
    const { maxInFlight: limit, maxInFlightBytes: limitBytes, timeoutMs } = options;
    this.#calls = new PendingCalls({ limit, limitBytes, timeoutMs });
    this.#link = new BrokerLink({
      url: options.amqpUrl,
      name: 'orchestrator',
      logger: options.logger,
      setup: (connection) => this.#open(connection),
    });
    this.#link.onLost(() => {
      this.#channels = undefined;
      this.#calls.failAll(new InterruptedError(CUT_OFF));
    });
  }

  get connected(): boolean {
    return this.#channels !== undefined;
  }

  /** Why the broker takes no requests, though it is connected; undefined when it does. */
  get blocked(): string | undefined {
    return this.#link.blocked;
  }

  /** Calls that wait for their answers. */
  get inFlight(): number {
    return this.#calls.size;
  }

  /** Whether reads know of all that an earlier orchestrator has told. */
  get fenced(): boolean {
    return this.#fenced;
  }

  start(): void {
    void this.#link.start();
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  /**
   * @param timeoutMs how long it may take, in the queue and at the worker
   * @throws UnavailableError, InterruptedError, DeadlineError
   */
  async read(call: ReadCall, timeoutMs = this.#options.timeoutMs): Promise<Reply> {
    if (!this.#fenced) throw new UnavailableError('The database is starting; try again shortly.');
    const { reads } = this.#requireChannels();
    const content = Buffer.from(JSON.stringify({ ...call, floor: this.#floorOf(call) }));
    const send = (correlationId: string) => publishRead(reads, content, { correlationId, timeoutMs });
    const reply = await this.#calls.call(send, { timeoutMs, bytes: content.length });
    this.#shown = Math.max(this.#shown, reply.offset ?? -1);
    return reply;
  }

  /**
   * Sends a request of the given id to the log, by way of the master. Repeating an id gets its first outcome.
   *
   * @throws UnavailableError, InterruptedError, DeadlineError
   */
  async write<K extends RequestKind>(kind: K, requestId: string, body: RequestBody[K]): Promise<Reply> {
    return this.#append(this.#requireChannels(), kind, requestId, body);
  }

  async #append<K extends RequestKind>(
    { writes }: Channels,
    kind: K,
    requestId: string,
    body: RequestBody[K],
  ): Promise<Reply> {
    const content = Buffer.from(JSON.stringify(body));
    const send = (correlationId: string): void => {
      const onRefused = () => this.#calls.fail(correlationId, new UnavailableError(FULL));
      publishWrite(writes, content, { correlationId, requestId, kind, onRefused });
    };
    const reply = await this.#calls.call(send, { bytes: content.length });
    this.#acknowledged = Math.max(this.#acknowledged, reply.offset ?? -1);
    return reply;
  }

  async #open(connection: BrokerConnection): Promise<void> {
    const reads = await connection.createChannel();
    await declareQueues(reads, this.#options.logMaxBytes);
    await reads.consume(RESPONSE_QUEUE, (message) => this.#receive(message), { noAck: true });
    const writes = await connection.createConfirmChannel();
    writes.on('return', ({ properties }: Message) =>
      this.#calls.fail(String(properties.correlationId), new UnavailableError(AWAY)),
    );
    const channels = { reads, writes };
    this.#channels = channels;
    void this.#fence(channels);
  }

  #receive(message: ConsumeMessage | null): void {
    if (!message) return;
    const response = parseResponse(message);
    if (response.kind === 'reply') this.#calls.settle(response.id, response.reply);
    else if (response.kind === 'returned') this.#calls.fail(response.id, response.error);
    else this.#options.onDivergence(response.event);
  }

  #floorOf(call: ReadCall): number {
    const eventual = call.kind === 'rows' && call.read.consistency === 'eventual';
    return eventual ? this.#shown : Math.max(this.#shown, this.#acknowledged);
  }

  /** Takes a place in the log behind all that was told before this process began. */
  async #fence(channels: Channels): Promise<void> {
    while (!this.#fenced && this.#channels === channels) {
      const reply = await this.#append(channels, 'fence', crypto.randomUUID(), {}).catch(() => undefined);
      this.#fenced = reply?.code === 'ok';
      this.#shown = reply?.offset ?? -1;
      if (!this.#fenced) await delay(FENCE_PAUSE_MS, undefined, { ref: false });
    }
  }

  #requireChannels(): Channels {
    if (!this.#channels) throw new UnavailableError(AWAY);
    if (this.blocked !== undefined) throw new UnavailableError(BLOCKED);
    return this.#channels;
  }
}
