import type { Channel, ConfirmChannel } from 'amqplib';
import { isRefusal, READ_QUEUE, type RequestKind, RESPONSE_QUEUE, WRITE_QUEUE } from '@rideshare/dbaas';

/** Sends a read to whatever worker takes it. It comes back when nobody does within `timeoutMs`, or the queue is full. */
export function publishRead(
  channel: Channel,
  content: Buffer,
  { correlationId, timeoutMs }: { correlationId: string; timeoutMs: number },
): void {
  channel.sendToQueue(READ_QUEUE, content, {
    correlationId,
    replyTo: RESPONSE_QUEUE,
    expiration: timeoutMs,
  });
}

export interface WriteAddress {
  correlationId: string;
  requestId: string;
  kind: RequestKind;
  /** Called when the broker has not taken it. */
  onRefused: () => void;
}

/** Sends a write to the master. It comes back when there is no queue for it. */
export function publishWrite(
  channel: ConfirmChannel,
  content: Buffer,
  { correlationId, requestId, kind, onRefused }: WriteAddress,
): void {
  const properties = {
    correlationId,
    replyTo: RESPONSE_QUEUE,
    messageId: requestId,
    type: kind,
    persistent: true,
    mandatory: true,
  };
  channel.sendToQueue(WRITE_QUEUE, content, properties, (error: unknown) => {
    if (isRefusal(error)) onRefused();
  });
}
