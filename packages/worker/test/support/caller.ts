import type { Channel, ConsumeMessage } from 'amqplib';
import { createLogger } from '@rideshare/common';
import {
  type BrokerConnection,
  BrokerLink,
  declareQueues,
  DEFAULT_LOG_MAX_BYTES,
  encodeEntry,
  type EntryHeader,
  LOG_STREAM,
  READ_QUEUE,
  type ReadRequest,
  type RequestBody,
  type RequestKind,
  RESPONSE_QUEUE,
  WRITE_QUEUE,
} from '@rideshare/dbaas';

export interface Reply {
  code: string;
  body: unknown;
}

/** Talks to workers through the queues, as the orchestrator does. */
export class Caller {
  readonly #link: BrokerLink;
  readonly #waiting = new Map<string, (reply: Reply) => void>();
  readonly #events: unknown[] = [];
  #connection: BrokerConnection | undefined;
  #channel: Channel | undefined;

  constructor(url: string, logMaxBytes = DEFAULT_LOG_MAX_BYTES) {
    this.#link = new BrokerLink({
      url,
      name: 'caller',
      logger: createLogger('caller', 'silent'),
      setup: async (connection) => {
        const channel = await connection.createChannel();
        await declareQueues(channel, logMaxBytes);
        await channel.consume(RESPONSE_QUEUE, (message) => this.#receive(message), { noAck: true });
        this.#connection = connection;
        this.#channel = channel;
      },
    });
  }

  async start(): Promise<void> {
    await this.#link.start();
  }

  async stop(): Promise<void> {
    await this.#link.close();
  }

  /** Resolves with the reply, however long it takes: the message lies in writeQ until a master takes it. */
  write<K extends RequestKind>(kind: K, requestId: string, body: RequestBody[K]): Promise<Reply> {
    return this.#call(WRITE_QUEUE, body, { messageId: requestId, type: kind, persistent: true });
  }

  read(request: ReadRequest): Promise<Reply> {
    return this.#call(READ_QUEUE, request, {});
  }

  /** What workers have told unasked, as far as it has arrived. */
  get events(): readonly unknown[] {
    return this.#events;
  }

  /** How many take reads from readQ. */
  async readers(): Promise<number> {
    if (!this.#channel) throw new Error('the caller is not connected');
    return (await this.#channel.checkQueue(READ_QUEUE)).consumerCount;
  }

  /** Offset of the oldest entry that the log still holds. */
  async logStart(): Promise<number> {
    const channel = await this.#connection?.createChannel();
    if (!channel) throw new Error('the caller is not connected');
    await channel.prefetch(1);
    const { promise, resolve } = Promise.withResolvers<number>();
    await channel.consume(
      LOG_STREAM,
      (message) => message && resolve(Number(message.properties.headers?.['x-stream-offset'])),
      { arguments: { 'x-stream-offset': 'first' } },
    );
    return promise.finally(() => channel.close());
  }

  /** Appends to the log past every master. */
  append(header: EntryHeader, body?: unknown): void {
    const content = encodeEntry(header, body === undefined ? undefined : Buffer.from(JSON.stringify(body)));
    this.#channel?.sendToQueue(LOG_STREAM, content, { persistent: true });
  }

  #call(queue: string, body: unknown, properties: object): Promise<Reply> {
    const correlationId = crypto.randomUUID();
    const content = Buffer.from(JSON.stringify(body));
    return new Promise((resolve) => {
      this.#waiting.set(correlationId, resolve);
      this.#channel?.sendToQueue(queue, content, { ...properties, correlationId, replyTo: RESPONSE_QUEUE });
    });
  }

  #receive(message: ConsumeMessage | null): void {
    if (!message) return;
    const { correlationId, type } = message.properties as { correlationId: string; type: string };
    const body: unknown = JSON.parse(message.content.toString());
    if (type === 'event') this.#events.push(body);
    this.#waiting.get(correlationId)?.({ code: type, body });
    this.#waiting.delete(correlationId);
  }
}
