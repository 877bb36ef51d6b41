import { setTimeout as delay } from 'node:timers/promises';
import { RESPONSE_QUEUE, type BrokerConnection, type DivergenceEvent } from '@rideshare/dbaas/core';

/** How long a worker that is about to end waits for the broker to take its word. */
const PATIENCE_MS = 1_000;

/** Tells the orchestrator that this worker's copy differed at an offset. A lost event loses nothing but a count. */
export async function announceDivergence(
  connection: BrokerConnection | undefined,
  worker: string,
  offset: number,
): Promise<void> {
  if (!connection) return;
  const event: DivergenceEvent = { event: 'divergence', worker, offset };
  const content = Buffer.from(JSON.stringify(event));
  const sent = connection.createConfirmChannel().then((channel) => {
    channel.sendToQueue(RESPONSE_QUEUE, content, { type: 'event', persistent: true });
    return channel.waitForConfirms();
  });
  await Promise.race([sent.catch(() => undefined), delay(PATIENCE_MS)]);
}
