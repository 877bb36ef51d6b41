import type { Channel } from 'amqplib';

export const READ_QUEUE = 'readQ';
export const WRITE_QUEUE = 'writeQ';
export const LOG_STREAM = 'syncQ';
export const RESPONSE_QUEUE = 'responseQ';

/** Messages that writeQ and readQ hold at most; beyond, writeQ refuses the publisher and readQ sends the message back. */
export const MAX_QUEUE_LENGTH = 10_000;

/** Deliveries of one write before the broker gives it up: far above any number of failovers that one write lives through. */
const DELIVERY_LIMIT = 1_000;

/** Length of the log, in bytes, where nothing else is configured. */
export const DEFAULT_LOG_MAX_BYTES = 1024 * 1024 * 1024;

/**
 * What an entry takes in the log beside its content, in bytes, at most: RabbitMQ 3.10 adds 77 to an entry among many
 * and 167 to one that comes alone.
 */
export const LOG_ENTRY_OVERHEAD_BYTES = 256;

/** Segments of the log when it is full. RabbitMQ removes whole segments, the oldest first, never the last. */
const LOG_SEGMENTS = 16;

/**
 * Declares every queue, with the same arguments whoever comes first.
 * @param logMaxBytes beyond which the log loses its oldest entries
 */
export async function declareQueues(channel: Channel, logMaxBytes: number): Promise<void> {
  await channel.assertQueue(WRITE_QUEUE, {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-single-active-consumer': true,
      'x-delivery-limit': DELIVERY_LIMIT,
      'x-max-length': MAX_QUEUE_LENGTH,
      'x-overflow': 'reject-publish',
    },
  });
  await channel.assertQueue(LOG_STREAM, {
    durable: true,
    arguments: {
      'x-queue-type': 'stream',
      'x-max-length-bytes': logMaxBytes,
      'x-stream-max-segment-size-bytes': Math.ceil(logMaxBytes / LOG_SEGMENTS),
    },
  });
  await channel.assertQueue(READ_QUEUE, {
    durable: true,
    arguments: {
      'x-max-length': MAX_QUEUE_LENGTH,
      'x-overflow': 'reject-publish-dlx',
      'x-dead-letter-exchange': '',
      'x-dead-letter-routing-key': RESPONSE_QUEUE,
    },
  });
  await channel.assertQueue(RESPONSE_QUEUE, { durable: true });
}
