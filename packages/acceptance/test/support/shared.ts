import { childrenOf } from '@rideshare/fault-injection';
import type { Endpoints } from '@rideshare/local';
import { existingSystem } from './existing.ts';
import { servicesOf, useSystem, type SystemUnderTest } from './system.ts';

const OWN_TOKEN = 'a-token-of-the-acceptance-tests';

const existing = existingSystem();

/**
 * The one system of all suites that break nothing, with a token. It is started for them (by hooks of the root suite, as
 * this is loaded outside of any) unless there is one that they are to ask.
 */
export const shared: SystemUnderTest =
  existing === undefined
    ? useSystem({ PROCESSES: '2', DBAAS_TOKEN: OWN_TOKEN })
    : { ...servicesOf(existing.addresses), running: notOurs, dir: notOurs };

export const { edge, users, rides, dbaas } = shared;

/** The token of its database. */
export function token(): string {
  return existing?.addresses().token ?? OWN_TOKEN;
}

/** Whether one of its services shows the landing page. */
export function showsPage(name: keyof Endpoints): boolean {
  return (existing?.pages ?? ['edge']).includes(name);
}

/** Whether an Application Load Balancer stands in front of its services. */
export const behindAlb = existing?.balancer === 'alb';

/** So many requests, or the share of them that the system is to bear. */
export function atMost(count: number): number {
  return Math.ceil(count * (existing?.volume ?? 1));
}

/** Pids of its services and of their children; none of a system that the suites have not started. */
export function serviceProcesses(): Record<string, number[]> {
  const units = existing === undefined ? (['users', 'rides', 'orchestrator', 'nginx'] as const) : [];
  return Object.fromEntries(
    units.map((name) => {
      const { pid } = shared.running().unit(name);
      return [name, [pid, ...childrenOf(pid)]];
    }),
  );
}

function notOurs(): never {
  throw new Error('this suite looks into the system, so it needs one of its own: unset RIDESHARE_SYSTEM');
}
