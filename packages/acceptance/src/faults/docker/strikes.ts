import { anywhere } from '../strikes/anywhere.ts';
import type { Strike } from '../strikes/strike.ts';
import type { DockerArena } from './arena.ts';
import { removing, stopping } from './end.ts';
import { cutting, disconnecting, silencing } from './network.ts';

/** Everything that is done to a deployment on an engine. */
export const dockerStrikes = {
  ...anywhere,
  'stop-master': stopping('master', 1),
  'stop-slave': stopping('slave', 1),
  'remove-master': removing('master', 1),
  'remove-slave': removing('slave', 1),
  'disconnect-master': disconnecting('master', 1),
  'disconnect-slave': disconnecting('slave', 1),
  'cut-rabbitmq': cutting('rabbitmq', 1),
  'cut-zookeeper': cutting('zookeeper', 1),
  'silence-rabbitmq': silencing('rabbitmq', 1),
  'silence-zookeeper': silencing('zookeeper', 1),
} satisfies Record<string, Strike<DockerArena>>;
