import { PlanError } from './plan-error.ts';
import type { Opening, Role, Source } from './plan.ts';
import type { Resource, Resources } from './resources.ts';
import { roleNamed } from './role.ts';

type Rule = Resource<'aws_vpc_security_group_ingress_rule'>;

function roleOfGroup(resources: Resources, id: string): Role {
  return roleNamed(resources.find('aws_security_group', (group) => group.id === id).key);
}

/** The public address of a host stands for that host. */
function sourceOf(rule: Rule, resources: Resources): Source {
  if (rule.referenced_security_group_id !== null) {
    return { role: roleOfGroup(resources, rule.referenced_security_group_id) };
  }
  if (rule.cidr_ipv4 === null) {
    throw new PlanError(`"${rule.description}" names neither IPv4 addresses nor a group`);
  }
  const host = resources.all('aws_eip').find((address) => `${address.public_ip}/32` === rule.cidr_ipv4);
  return host === undefined ? { cidrs: [rule.cidr_ipv4] } : { role: roleNamed(host.key) };
}

function openingOf(rule: Rule, resources: Resources): Opening {
  if (rule.ip_protocol !== 'tcp' || rule.from_port !== rule.to_port) {
    throw new PlanError(`"${rule.description}" opens something else than one TCP port`);
  }
  const host = roleOfGroup(resources, rule.security_group_id);
  return { host, port: rule.from_port, source: sourceOf(rule, resources) };
}

/** @throws {@link PlanError} when a rule is none of one TCP port */
export function readReach(resources: Resources): Opening[] {
  return resources.all('aws_vpc_security_group_ingress_rule').map((rule) => openingOf(rule, resources));
}
