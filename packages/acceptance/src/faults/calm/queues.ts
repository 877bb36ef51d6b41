import { LOG_STREAM, READ_QUEUE, RESPONSE_QUEUE, WRITE_QUEUE } from '@rideshare/dbaas';
import type { Arena, Queue } from '../system/arena.ts';

const expected = [LOG_STREAM, READ_QUEUE, RESPONSE_QUEUE, WRITE_QUEUE].sort();

/** What there is in RabbitMQ that should not be, or the other way round; undefined when all is as it should be. */
export async function queueComplaint(arena: Arena): Promise<string | undefined> {
  const queues = await arena.queues();
  const names = queues.map(({ name }) => name).sort();
  if (names.join() !== expected.join()) return `RabbitMQ has the queues ${names.join(', ')}`;
  const stuck = queues.find(({ name, messages }) => name !== LOG_STREAM && messages > 0);
  return stuck && `${stuck.messages} messages stay in ${stuck.name}`;
}

/** What `rabbitmqctl` is called with, and what it prints then. */
export const LIST_QUEUES = ['--quiet', '--formatter', 'json', 'list_queues', 'name', 'messages'];

export function parseQueues(printed: string): Queue[] {
  return JSON.parse(printed) as Queue[];
}
