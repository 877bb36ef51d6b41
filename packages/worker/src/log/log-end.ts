import { LOG_STREAM, unlessClosed, type BrokerConnection } from '@rideshare/dbaas/core';
import { ForeignCopyError } from '../storage/unusable-copy.ts';

/**
 * Watches for the next entry that anybody appends, which must come behind the copy's last one: where a copy is ahead
 * of its log, RabbitMQ sends it nothing until the log has grown that far.
 */
export async function watchLogEnd(
  connection: BrokerConnection,
  copyOffset: number,
  onAhead: (error: ForeignCopyError) => void,
): Promise<void> {
  const channel = await connection.createChannel();
  await channel.prefetch(1);
  await channel.consume(
    LOG_STREAM,
    (message) => {
      const next = Number(message?.properties.headers?.['x-stream-offset']);
      if (next <= copyOffset)
        onAhead(new ForeignCopyError(`the copy stands at offset ${copyOffset}, the log ends before ${next}`));
      unlessClosed(() => void channel.close());
    },
    { arguments: { 'x-stream-offset': 'next' } },
  );
}
