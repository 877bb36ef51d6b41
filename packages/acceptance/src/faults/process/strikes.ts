import { anywhere } from '../strikes/anywhere.ts';
import type { Strike } from '../strikes/strike.ts';
import type { ProcessArena } from './arena.ts';
import { cutting, delaying, dripping, silencing } from './network.ts';

/** Everything that is done to a system of processes. */
export const processStrikes = {
  ...anywhere,
  'cut-rabbitmq': cutting('rabbitmq', 1),
  'cut-zookeeper': cutting('zookeeper', 1),
  'silence-rabbitmq': silencing('rabbitmq', 1),
  'silence-zookeeper': silencing('zookeeper', 1),
  'delay-rabbitmq': delaying('rabbitmq', 1),
  'delay-zookeeper': delaying('zookeeper', 1),
  'drip-rabbitmq': dripping('rabbitmq', 1),
  'drip-zookeeper': dripping('zookeeper', 1),
} satisfies Record<string, Strike<ProcessArena>>;
