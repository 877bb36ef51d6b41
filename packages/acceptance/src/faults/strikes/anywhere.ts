import { crashing } from './crash.ts';
import { freezing } from './freeze.ts';
import { killing, killingAll } from './kill.ts';
import { killingPart, removing, restarting } from './parts.ts';
import { scaling } from './scale.ts';
import type { Strike } from './strike.ts';

/** What can be done whatever workers run as. */
export const anywhere = {
  'kill-master': killing('master', 4),
  'kill-slave': killing('slave', 2),
  'kill-both': killingAll(1),
  'freeze-master': freezing('master', 2),
  'freeze-slave': freezing('slave', 1),
  'crash-master': crashing('master', 2),
  'crash-slave': crashing('slave', 1),
  'kill-orchestrator': killingPart('orchestrator', 1),
  'restart-rabbitmq': restarting('rabbitmq', 1),
  'kill-rabbitmq': killingPart('rabbitmq', 1),
  'restart-zookeeper': restarting('zookeeper', 1),
  'remove-zookeeper': removing('zookeeper', 1, 10_000),
  scale: scaling(1),
} satisfies Record<string, Strike>;
