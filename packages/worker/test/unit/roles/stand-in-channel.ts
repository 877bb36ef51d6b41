import type { Channel, ConsumeMessage } from 'amqplib';

interface Reply {
  queue: string;
  content: string;
  /** The log offset in its header. */
  offset: number;
}

interface ReplyOptions {
  correlationId: string;
  type: string;
  headers: { offset: number };
}

/** A channel of which the test plays the broker: it delivers by hand, and notes what the other side does. */
export class StandInChannel {
  /** `reply a ok`, `ack a`, `ack a and before`, `back a`, `drop a`, `cancel tag`, as they come. */
  readonly calls: string[] = [];
  readonly replies: Reply[] = [];
  readonly channel: Channel;
  #receive: (message: ConsumeMessage) => void = () => undefined;
  #handedOver: PromiseWithResolvers<void> = Promise.withResolvers();

  constructor() {
    const note = (call: string): unknown => this.calls.push(call);
    this.channel = {
      prefetch: () => Promise.resolve(),
      consume: (_queue: string, receive: (message: ConsumeMessage) => void) => {
        this.#receive = receive;
        return Promise.resolve({ consumerTag: 'tag' });
      },
      cancel: (tag: string) => Promise.resolve(note(`cancel ${tag}`)),
      sendToQueue: (queue: string, content: Buffer, options: ReplyOptions) => {
        this.replies.push({ queue, content: content.toString(), offset: options.headers.offset });
        note(`reply ${options.correlationId} ${options.type}`);
      },
      ack: (message: ConsumeMessage, allUpTo = false) =>
        note(`ack ${nameOf(message)}${allUpTo ? ' and before' : ''}`),
      checkQueue: () => {
        this.#handedOver = Promise.withResolvers();
        return this.#handedOver.promise;
      },
      nack: (message: ConsumeMessage, _allUpTo: boolean, requeue: boolean) =>
        note(`${requeue ? 'back' : 'drop'} ${nameOf(message)}`),
    } as unknown as Channel;
  }

  /** The broker has got all that was sent. */
  async receiveAll(): Promise<void> {
    this.#handedOver.resolve();
    await new Promise(setImmediate);
  }

  /** The channel is gone, and what was sent with it. */
  async loseAll(): Promise<void> {
    this.#handedOver.reject(new Error('channel closed'));
    await new Promise(setImmediate);
  }

  deliver(content: string, properties: { correlationId: string; messageId?: string; type?: string }): void {
    this.#receive({
      content: Buffer.from(content),
      properties: { ...properties, replyTo: 'responseQ' },
    } as unknown as ConsumeMessage);
  }
}

function nameOf(message: ConsumeMessage): string {
  return String(message.properties.correlationId);
}
