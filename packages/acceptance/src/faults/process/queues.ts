import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { LIST_QUEUES, parseQueues } from '../calm/queues.ts';
import type { Queue } from '../system/arena.ts';

/** @param home folder of the broker */
export async function listQueues(home: string, epmdPort: number): Promise<Queue[]> {
  const { stdout } = await promisify(execFile)('/usr/lib/rabbitmq/bin/rabbitmqctl', LIST_QUEUES, {
    env: {
      PATH: process.env['PATH'],
      LANG: 'C.UTF-8',
      HOME: home,
      ERL_EPMD_PORT: String(epmdPort),
      RABBITMQ_NODENAME: 'rideshare@localhost',
      RABBITMQ_CONF_ENV_FILE: join(home, 'environment'),
    },
  });
  return parseQueues(stdout);
}
