import { LOG_STREAM, READ_QUEUE, RESPONSE_QUEUE, WRITE_QUEUE } from '@rideshare/dbaas';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Arena } from '../system/arena.ts';

interface Queue {
  name: string;
  messages: number;
}

const expected = [LOG_STREAM, READ_QUEUE, RESPONSE_QUEUE, WRITE_QUEUE].sort();

/** What there is in RabbitMQ that should not be, or the other way round; undefined when all is as it should be. */
export async function queueComplaint(arena: Arena): Promise<string | undefined> {
  const queues = await listQueues(arena);
  const names = queues.map(({ name }) => name).sort();
  if (names.join() !== expected.join()) return `RabbitMQ has the queues ${names.join(', ')}`;
  const stuck = queues.find(({ name, messages }) => name !== LOG_STREAM && messages > 0);
  return stuck && `${stuck.messages} messages stay in ${stuck.name}`;
}

async function listQueues({ dir, epmdPort }: Arena): Promise<Queue[]> {
  const home = join(dir, 'rabbitmq');
  const { stdout } = await promisify(execFile)(
    '/usr/lib/rabbitmq/bin/rabbitmqctl',
    ['--quiet', '--formatter', 'json', 'list_queues', 'name', 'messages'],
    {
      env: {
        PATH: process.env['PATH'],
        LANG: 'C.UTF-8',
        HOME: home,
        ERL_EPMD_PORT: String(epmdPort),
        RABBITMQ_NODENAME: 'rideshare@localhost',
        RABBITMQ_CONF_ENV_FILE: join(home, 'environment'),
      },
    },
  );
  return JSON.parse(stdout) as Queue[];
}
