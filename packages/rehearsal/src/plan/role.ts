import { PlanError } from './plan-error.ts';
import type { Host, Role } from './plan.ts';

const hosts: readonly string[] = ['users', 'rides', 'dbaas'] satisfies Host[];

const isHost = (name: string): name is Host => hosts.includes(name);

/** @throws {@link PlanError} when it is the name of no host */
export function hostNamed(name: string): Host {
  if (!isHost(name)) throw new PlanError(`${name} is none of the hosts`);
  return name;
}

/** @throws {@link PlanError} when it is the name of no role */
export function roleNamed(name: string): Role {
  return name === 'load-balancer' ? name : hostNamed(name);
}
