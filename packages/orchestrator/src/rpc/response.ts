import type { ConsumeMessage } from 'amqplib';
import type { DivergenceEvent, ReplyCode } from '@rideshare/dbaas';
import { DeadlineError, UnavailableError } from './errors.ts';
import type { Reply } from './pending-calls.ts';

/** What a message on responseQ says. */
export type Response =
  | { kind: 'reply'; id: string; reply: Reply }
  /** The call's own request, back from its queue. */
  | { kind: 'returned'; id: string; error: Error }
  | { kind: 'event'; event: DivergenceEvent };

interface Properties {
  correlationId: string;
  /** Requests for a read have none. */
  type?: ReplyCode | 'event';
  headers?: { offset?: number; 'x-first-death-reason'?: string };
}

export function parseResponse({ properties, content }: ConsumeMessage): Response {
  const { correlationId: id, type, headers } = properties as Properties;
  if (type === 'event') return { kind: 'event', event: JSON.parse(content.toString()) as DivergenceEvent };
  if (type === undefined) return { kind: 'returned', id, error: whyReturned(headers) };
  return { kind: 'reply', id, reply: { code: type, body: content, offset: headers?.offset } };
}

function whyReturned(headers: Properties['headers']): Error {
  return headers?.['x-first-death-reason'] === 'maxlen'
    ? new UnavailableError('The database is overloaded; try again shortly.')
    : new DeadlineError('The database did not answer in time.');
}
