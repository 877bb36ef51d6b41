import { crashing } from './crash.ts';
import { freezing } from './freeze.ts';
import { killing, killingAll } from './kill.ts';
import { cutting, delaying, dripping, silencing } from './network.ts';
import { killingPart, removing, restarting } from './parts.ts';
import { scaling } from './scale.ts';
import type { Strike } from './strike.ts';

const catalogue = {
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
  'cut-rabbitmq': cutting('rabbitmq', 1),
  'cut-zookeeper': cutting('zookeeper', 1),
  'silence-rabbitmq': silencing('rabbitmq', 1),
  'silence-zookeeper': silencing('zookeeper', 1),
  'delay-rabbitmq': delaying('rabbitmq', 1),
  'delay-zookeeper': delaying('zookeeper', 1),
  'drip-rabbitmq': dripping('rabbitmq', 1),
  'drip-zookeeper': dripping('zookeeper', 1),
  scale: scaling(1),
} satisfies Record<string, Strike>;

export type StrikeKind = keyof typeof catalogue;

/** Everything that is done to the system. */
export const strikes: Readonly<Record<StrikeKind, Strike>> = catalogue;

export const strikeKinds = Object.keys(strikes) as StrikeKind[];
