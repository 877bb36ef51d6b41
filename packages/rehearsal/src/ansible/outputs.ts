import { byHost } from '../hosts/by-host.ts';
import { dataVolumeDevice } from '../hosts/start.ts';
import { sshUser } from '../hosts/ssh.ts';
import type { Cast, Place } from '../network/cast.ts';

/** One output as `terraform output -json` has it. */
export interface Output {
  sensitive: boolean;
  type: unknown;
  value: unknown;
}

const single = (address: string) => `${address}/32`;

const hostOf = ({ address, publicName }: Place) => ({
  public_ip: address,
  public_name: publicName,
  private_ip: address,
});

/** What Terraform would say of a deployment on these places. */
function valuesOf({ subnet, balancer, hosts }: Cast): Record<string, unknown> {
  return {
    region: 'rehearsal',
    load_balancer_url: `http://${balancer.publicName}`,
    load_balancer_dns_name: balancer.publicName,
    load_balancer_cidrs: [single(balancer.address)],
    hosts: byHost((name) => hostOf(hosts[name])),
    ssh_user: sshUser,
    admin_cidrs: [single(subnet.gateway)],
    service_cidrs: ['0.0.0.0/0'],
    data_volume_device: dataVolumeDevice,
    snapshot_bucket: '',
  };
}

/** Terraform's name for the type of a value. */
function typeOf(value: unknown): unknown {
  if (Array.isArray(value)) return ['list', typeOf(value[0])];
  if (typeof value !== 'object' || value === null) return typeof value === 'boolean' ? 'bool' : typeof value;
  return ['object', Object.fromEntries(Object.entries(value).map(([name, field]) => [name, typeOf(field)]))];
}

/**
 * What `terraform output -json` would print.
 *
 * @param names of all outputs that the plan has
 * @throws Error when the plan has one that is not known here
 */
export function outputsOf(cast: Cast, names: readonly string[]): Record<string, Output> {
  const values = valuesOf(cast);
  const unknown = names.filter((name) => !(name in values));
  if (unknown.length > 0) throw new Error(`no value is known here for the outputs ${unknown.join(', ')}`);
  return Object.fromEntries(
    names.map((name) => [name, { sensitive: false, type: typeOf(values[name]), value: values[name] }]),
  );
}
