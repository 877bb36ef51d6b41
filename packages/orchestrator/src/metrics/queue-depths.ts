import type { Channel } from 'amqplib';
import type { Logger } from '@rideshare/common';
import {
  BrokerLink,
  BrokerUnavailableError,
  declareQueues,
  LOG_STREAM,
  READ_QUEUE,
  RESPONSE_QUEUE,
  WRITE_QUEUE,
} from '@rideshare/dbaas';
import type { Clock } from '../pool/clock.ts';
import { within } from '../pool/deadline.ts';
import { recent } from './recent.ts';

export interface QueueDepthsOptions {
  amqpUrl: string;
  logMaxBytes: number;
  clock: Clock;
  logger: Logger;
}

export interface QueueDepth {
  queue: string;
  /** Messages that wait for a consumer; of the log, all that it holds. */
  messages: number;
}

const QUEUES = [WRITE_QUEUE, READ_QUEUE, RESPONSE_QUEUE, LOG_STREAM];
const MAX_AGE_MS = 1_000;
const ANSWER_TIMEOUT_MS = 1_000;

/**
 * How many messages are in the queues. The broker is asked once a second at most, and on a connection of its own:
 * when a question fails the broker closes its channel, which must not be one that serves.
 */
export class QueueDepths {
  readonly #link: BrokerLink;
  #channel: Channel | undefined;

  /** @throws BrokerUnavailableError while the broker can't be asked, and an Error when it does not answer in time. */
  readonly read: () => Promise<QueueDepth[]>;

  constructor({ amqpUrl, logMaxBytes, clock, logger }: QueueDepthsOptions) {
    this.#link = new BrokerLink({
      url: amqpUrl,
      name: 'orchestrator metrics',
      logger,
      setup: async (connection) => {
        const channel = await connection.createChannel();
        await declareQueues(channel, logMaxBytes);
        this.#channel = channel;
      },
    });
    this.#link.onLost(() => (this.#channel = undefined));
    this.read = recent(() => within(ANSWER_TIMEOUT_MS, this.#ask(), clock), MAX_AGE_MS, clock);
  }

  start(): void {
    void this.#link.start().catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#link.close();
  }

  async #ask(): Promise<QueueDepth[]> {
    const channel = this.#channel;
    if (!channel) throw new BrokerUnavailableError('no connection to ask on');
    const answers = await Promise.all(QUEUES.map((queue) => channel.checkQueue(queue)));
    return answers.map(({ queue, messageCount }) => ({ queue, messages: messageCount }));
  }
}
