import type { Vantage } from '../network/vantage.ts';
import type { Host as HostName } from '../plan/plan.ts';
import type { Ended } from '../program/ended.ts';

/** The three hosts of a deployment, as Terraform and the inventory name them. */
export const hostNames = ['users', 'rides', 'dbaas'] as const satisfies readonly HostName[];
export type { HostName };

/** A host that runs systemd, in a container. */
export interface Host {
  readonly name: HostName;
  /** Both its public and its private address. */
  readonly address: string;
  /** Such as `rides.rehearsal.test`; the hosts resolve it, this machine does not. */
  readonly publicName: string;
  /** Its network. */
  readonly network: Vantage;
  /**
   * Runs a command in it as root.
   *
   * @returns what it printed on its standard output
   * @throws {@link CommandError} when it does not end with 0
   */
  run(...command: string[]): Promise<string>;
  /** As {@link run}, but tells how it ended. */
  attempt(...command: string[]): Promise<Ended>;
  /** Runs a line of shell by SSH, as the user that Ansible logs in as. */
  ssh(line: string): Promise<Ended>;
  /**
   * Properties of a unit, as `systemctl show` tells them.
   *
   * @example const { ActiveState, MainPID } = await host.unit('nginx.service', 'ActiveState', 'MainPID');
   */
  unit<Property extends string>(name: string, ...properties: Property[]): Promise<Record<Property, string>>;
  /** Names of the units that have failed. */
  failedUnits(): Promise<string[]>;
  /** When its first process started, in clock ticks since the machine did: another one after each boot. */
  bootedAt(): Promise<number>;
  /**
   * `systemctl reboot`. Resolves when the host has gone down, has come up with empty tmpfs, systemd has started all that
   * it starts at boot, and SSH answers.
   *
   * @returns what systemd says of itself then: `running`, or `degraded` when a unit has failed
   */
  reboot(): Promise<string>;
}
