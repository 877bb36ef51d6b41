import type { PlaybookOptions, PlaybookRun } from './ansible/playbook.ts';
import type { Balancer } from './balancer/balancer.ts';
import type { ByHost } from './hosts/by-host.ts';
import type { Host } from './hosts/host.ts';
import type { Vantage } from './network/vantage.ts';
import type { Plan } from './plan/plan.ts';

export interface RehearsalOptions {
  env?: NodeJS.ProcessEnv;
  /** Told what takes its time, a line each; standard output by default. */
  log?: (line: string) => void;
}

/** Addresses that this machine reaches the system at, as the suites know them. */
export interface Endpoints {
  edge: string;
  users: string;
  rides: string;
  dbaas: string;
}

/** The secrets that the first playbook has generated. */
export interface Secrets {
  dbaasToken: string;
  rabbitmqPassword: string;
}

/** Three bare hosts and a load balancer in a network of their own; the playbooks make a deployment of them. */
export interface Rehearsal {
  readonly plan: Plan;
  readonly hosts: ByHost<Host>;
  readonly balancer: Balancer;
  /** Neither a host, nor the load balancer, nor of the admin range. */
  readonly outsider: Vantage;
  /** This machine: the only address of the admin range. */
  readonly admin: Vantage;
  readonly endpoints: Endpoints;
  /** Two packed versions, whose images differ. */
  readonly versions: { first: string; second: string };
  /** File in the shape of `terraform output -json` that the inventory reads. */
  readonly outputsFile: string;
  /**
   * Runs a playbook of ansible/, as an operator does.
   *
   * @throws {@link PlaybookError} when it fails
   */
  ansible(playbook: string, options?: PlaybookOptions): Promise<PlaybookRun>;
  /** @throws Error when no playbook has generated them yet */
  secrets(): Promise<Secrets>;
  /** Removes all of it, unless it is to be kept (`REHEARSAL_KEEP`). */
  stop(): Promise<void>;
}
