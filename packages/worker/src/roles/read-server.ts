import type { Channel, ConsumeMessage } from 'amqplib';
import { READ_QUEUE, type ReadRequest, type ReplyCode, unlessClosed } from '@rideshare/dbaas/core';

export interface Answer {
  code: ReplyCode;
  /** The content of the reply: JSON text. */
  body: string;
}

/** How far the copy is; `AppliedOffset` is one. */
export interface Progress {
  readonly value: number;
  /** What has been read until now comes from no later entry. */
  readonly visible: number;
  reached(offset: number, timeoutMs: number): Promise<boolean>;
}

export interface ReadServerOptions {
  channel: Channel;
  /** A promise for what takes long; other reads are answered meanwhile. It must not reject. */
  answer: (request: ReadRequest) => Answer | Promise<Answer>;
  progress: Progress;
}

/** Reads that one worker holds at a time; the rest stay in readQ for the others. */
const PREFETCH = 32;

/** A longer answer is in the broker's hands before the next one is made, so that there is never more than one. */
const LONG_ANSWER_BYTES = 256 * 1024;

/**
 * How long a read waits for the copy to reach the offset it asks for. After that it goes back to readQ, for a copy
 * that is further, and keeps the expiration that its caller gave it.
 */
const CATCH_UP_MS = 1_000;

/** Answers reads from this worker's copy while it is serving. A read is acknowledged after its answer is sent. */
export class ReadServer {
  readonly #options: ReadServerOptions;
  readonly #waiting = new Set<Promise<void>>();
  #consumerTag: string | undefined;
  /** The last of some answered reads before which none is unanswered; one acknowledgement will do for them. */
  #answered: ConsumeMessage | undefined;
  #handingOver = false;
  /** Reads to be answered when that is done. */
  #held: { message: ConsumeMessage; request: ReadRequest }[] = [];

  constructor(options: ReadServerOptions) {
    this.#options = options;
  }

  /** Starts taking reads. */
  async serve(): Promise<void> {
    if (this.#consumerTag !== undefined) return;
    const { channel } = this.#options;
    await channel.prefetch(PREFETCH);
    const { consumerTag } = await channel.consume(READ_QUEUE, (message) => this.#receive(message));
    this.#consumerTag = consumerTag;
  }

  /** Takes no more reads; those under way will be answered. */
  async pause(): Promise<void> {
    if (this.#consumerTag === undefined) return;
    const consumerTag = this.#consumerTag;
    this.#consumerTag = undefined;
    await this.#options.channel.cancel(consumerTag);
  }

  /** Takes no more reads, and resolves when those under way are answered. */
  async drain(): Promise<void> {
    await this.pause();
    while (this.#waiting.size > 0) await Promise.all(this.#waiting);
    this.#acknowledgeAnswered();
  }

  #receive(message: ConsumeMessage | null): void {
    if (!message) return;
    const request = JSON.parse(message.content.toString()) as ReadRequest;
    if (this.#options.progress.value < request.floor) this.#wait(this.#catchUp(message, request));
    else this.#answer(message, request);
  }

  #answer(message: ConsumeMessage, request: ReadRequest): void {
    if (this.#handingOver) {
      this.#held.push({ message, request });
      return;
    }
    const answered = this.#options.answer(request);
    if (answered instanceof Promise) this.#wait(answered.then((later) => this.#reply(message, later)));
    else this.#reply(message, answered);
  }

  #wait(reply: Promise<void>): void {
    this.#acknowledgeAnswered();
    this.#waiting.add(reply);
    void reply.finally(() => this.#waiting.delete(reply));
  }

  async #catchUp(message: ConsumeMessage, request: ReadRequest): Promise<void> {
    const { channel, progress } = this.#options;
    const reached = await progress.reached(request.floor, CATCH_UP_MS);
    if (reached) this.#answer(message, request);
    else unlessClosed(() => channel.nack(message, false, true));
  }

  #reply(message: ConsumeMessage, { code, body }: Answer): void {
    const { channel, progress } = this.#options;
    const { replyTo, correlationId } = message.properties as { replyTo: string; correlationId: string };
    const properties = { correlationId, type: code, headers: { offset: progress.visible } };
    const content = Buffer.from(body);
    unlessClosed(() => channel.sendToQueue(replyTo, content, properties));
    if (content.length > LONG_ANSWER_BYTES) this.#wait(this.#handOver());
    if (this.#waiting.size > 0) {
      unlessClosed(() => channel.ack(message));
      return;
    }
    if (!this.#answered) setImmediate(() => this.#acknowledgeAnswered());
    this.#answered = message;
  }

  /** Answers no read until the broker has got what was sent; and none at all when the channel is gone meanwhile. */
  async #handOver(): Promise<void> {
    this.#handingOver = true;
    try {
      await this.#options.channel.checkQueue(READ_QUEUE);
    } catch {
      this.#held = [];
    }
    this.#handingOver = false;
    const held = this.#held;
    this.#held = [];
    for (const { message, request } of held) this.#answer(message, request);
  }

  #acknowledgeAnswered(): void {
    const answered = this.#answered;
    if (answered) unlessClosed(() => this.#options.channel.ack(answered, true));
    this.#answered = undefined;
  }
}
