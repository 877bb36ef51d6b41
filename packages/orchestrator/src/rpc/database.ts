import type { Channel, ConfirmChannel, ConsumeMessage, Message } from 'amqplib';
import type { Logger } from '@rideshare/common';
import {
  BrokerLink,
  type BrokerConnection,
  declareQueues,
  isRefusal,
  READ_QUEUE,
  RESPONSE_QUEUE,
  WRITE_QUEUE,
  type ReadRequest,
  type ReplyCode,
  type RequestBody,
  type RequestKind,
} from '@rideshare/dbaas';
import { InterruptedError, UnavailableError } from './errors.ts';
import { PendingCalls, type Reply } from './pending-calls.ts';

export interface DatabaseOptions {
  amqpUrl: string;
  logMaxBytes: number;
  logger: Logger;
  timeoutMs: number;
  maxInFlight: number;
}

/** A read without its floor, which the database knows. */
export type ReadCall = ReadRequest extends infer R
  ? R extends ReadRequest
    ? Omit<R, 'floor'>
    : never
  : never;

interface ReplyProperties {
  correlationId: string;
  type: ReplyCode;
  headers?: { offset?: number };
}

interface Channels {
  reads: Channel;
  writes: ConfirmChannel;
}

const AWAY = 'The database is out of reach; try again shortly.';
const FULL = 'The database is overloaded; try again shortly.';
const CUT_OFF =
  'The connection to the database broke before the answer came; the request may have been done.';

/**
 * The way from this process through the queues to the workers and back: one connection, one consumer of replies.
 *
 * Session consistency: a read carries the highest log offset that this process has acknowledged, its floor, and
 * the answering copy waits until it has applied it.
 */
export class Database {
  readonly #calls: PendingCalls;
  readonly #link: BrokerLink;
  readonly #options: DatabaseOptions;
  #channels: Channels | undefined;
  #floor = -1;
  #fenced = false;

  constructor(options: DatabaseOptions) {
    this.#options = options;
    this.#calls = new PendingCalls({ limit: options.maxInFlight, timeoutMs: options.timeoutMs });
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

  /** Whether session reads know of every write that an earlier orchestrator acknowledged. */
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
    const session = call.kind !== 'rows' || call.read.consistency === 'session';
    if (session && !this.#fenced) throw new UnavailableError('The database is starting; try again shortly.');
    const { reads } = this.#requireChannels();
    const content = Buffer.from(JSON.stringify({ ...call, floor: session ? this.#floor : -1 }));
    const send = (correlationId: string) =>
      reads.sendToQueue(READ_QUEUE, content, {
        correlationId,
        replyTo: RESPONSE_QUEUE,
        expiration: timeoutMs,
      });
    return this.#calls.call(send, timeoutMs);
  }

  /**
   * Sends a request of the given id to the log, by way of the master. Repeating an id gets its first outcome.
   *
   * @throws UnavailableError, InterruptedError, DeadlineError
   */
  async write<K extends RequestKind>(kind: K, requestId: string, body: RequestBody[K]): Promise<Reply> {
    const { writes } = this.#requireChannels();
    const content = Buffer.from(JSON.stringify(body));
    const reply = await this.#calls.call((correlationId) =>
      writes.sendToQueue(
        WRITE_QUEUE,
        content,
        {
          correlationId,
          replyTo: RESPONSE_QUEUE,
          messageId: requestId,
          type: kind,
          persistent: true,
          mandatory: true,
        },
        (error: unknown) => {
          if (isRefusal(error)) this.#calls.fail(correlationId, new UnavailableError(FULL));
        },
      ),
    );
    this.#floor = Math.max(this.#floor, reply.offset ?? -1);
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
    const { correlationId, type, headers } = message.properties as ReplyProperties;
    this.#calls.settle(correlationId, { code: type, body: message.content, offset: headers?.offset });
  }

  /** Takes a place in the log behind every write acknowledged before this process began. */
  async #fence(channels: Channels): Promise<void> {
    while (!this.#fenced && this.#channels === channels) {
      const reply = await this.write('fence', crypto.randomUUID(), {}).catch(() => undefined);
      this.#fenced = reply?.code === 'ok';
    }
  }

  #requireChannels(): Channels {
    if (!this.#channels) throw new UnavailableError(AWAY);
    return this.#channels;
  }
}
