import type { Opening, Plan, Role } from '../../plan/plan.ts';

/** Somebody whom connections may come from. */
export type Party = Role | 'admin' | 'outsider';

type Rules = Pick<Plan, 'reach' | 'adminCidrs'>;

const everybody = '0.0.0.0/0';

/** What is there to connect to, where the security groups let somebody in. Nothing serves SSH on a load balancer. */
const listening: Record<Role, readonly number[]> = {
  'load-balancer': [80],
  users: [22, 80],
  rides: [22, 80],
  dbaas: [22, 80],
};

/**
 * The ports of `target` that must be open for `source`, by the security groups of the plan; all others must not be.
 *
 * @throws Error when a rule names addresses that nobody in a rehearsal has
 */
export function openPorts({ reach, adminCidrs }: Rules, source: Party, target: Role): number[] {
  const isOurs = ({ source: from }: Opening): boolean => {
    if ('role' in from) return from.role === source;
    return from.cidrs.some(
      (cidr) => cidr === everybody || (adminsOnly(cidr, adminCidrs) && source === 'admin'),
    );
  };
  const allowed = reach.filter(({ host }) => host === target).filter(isOurs);
  const numbers = new Set(allowed.map(({ port }) => port));
  return listening[target].filter((port) => numbers.has(port));
}

function adminsOnly(cidr: string, adminCidrs: readonly string[]): boolean {
  if (adminCidrs.includes(cidr)) return true;
  throw new Error(`the plan lets ${cidr} in, and nobody in a rehearsal is there`);
}
