import { join } from 'node:path';

/** Where a system keeps its things inside its folder. */
export function filesOf(dir: string) {
  return {
    state: join(dir, 'state.json'),
    endpoints: join(dir, 'endpoints.json'),
    workers: join(dir, 'workers'),
    snapshots: join(dir, 'snapshots'),
    /** What becomes the folder of the snapshots when a restore has made it. */
    restoring: join(dir, 'restoring'),
    rabbitmq: join(dir, 'rabbitmq'),
    zookeeper: join(dir, 'zookeeper'),
    nginx: join(dir, 'nginx'),
    log: (name: string) => join(dir, 'logs', `${name}.log`),
  };
}
