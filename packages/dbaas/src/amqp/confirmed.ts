import type { ConfirmChannel, Options } from 'amqplib';
import { BrokerUnavailableError, NackError, UnroutableError } from './errors.ts';

export interface ConfirmedPublisher {
  /**
   * Resolves when the broker has taken the message over.
   * @throws NackError or UnroutableError: it has not; BrokerUnavailableError: unknown, publish the same request again.
   */
  publish(exchange: string, routingKey: string, content: Buffer, options?: Options.Publish): Promise<void>;
}

const RETURN_ID = 'x-return-id';

/** Publishes on the channel, each message mandatory unless told otherwise, and each with its own outcome. */
export function confirmed(channel: ConfirmChannel): ConfirmedPublisher {
  const returned = new Set<number>();
  let lastId = 0;
  channel.on('return', ({ properties }) => {
    returned.add(Number(properties.headers?.[RETURN_ID]));
  });
  return {
    publish: (exchange, routingKey, content, options) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        const id = lastId;
        const headers: unknown = options?.headers;
        const settings = {
          mandatory: true,
          ...options,
          headers: { ...(headers as object | undefined), [RETURN_ID]: id },
        };
        try {
          channel.publish(exchange, routingKey, content, settings, (error: unknown) => {
            if (returned.delete(id)) reject(new UnroutableError(`no queue for ${exchange}:${routingKey}`));
            else if (!error) resolve();
            else reject(outcomeOf(error, routingKey));
          });
        } catch (error) {
          reject(new BrokerUnavailableError('the channel is closed', { cause: error }));
        }
      }),
  };
}

function outcomeOf(error: unknown, routingKey: string): Error {
  if (error instanceof Error && error.message === 'message nacked')
    return new NackError(`${routingKey} refused the message`);
  return new BrokerUnavailableError('the channel closed before the confirm', { cause: error });
}
