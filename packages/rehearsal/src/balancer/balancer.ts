import type { Vantage } from '../network/vantage.ts';
import type { HostName } from '../hosts/host.ts';

/** One request that went through the load balancer. */
export interface AccessLogEntry {
  /** When it ended, in ms since the epoch. */
  at: number;
  /** Address that it came from. */
  client: string;
  method: string;
  /** As it was sent, with its query. */
  path: string;
  /** Its header `Origin`; empty without one. */
  origin: string;
  /** The target group that the rules led to. */
  target: HostName;
  status: number;
}

/** What the health check of a target group says of its host. */
export interface TargetHealth {
  target: HostName;
  healthy: boolean;
  /** The status that was answered, or why none was. */
  answer: string;
}

/** nginx with the listener rules of the plan, in the place of the Application Load Balancer. */
export interface Balancer {
  readonly address: string;
  /** As `load_balancer_url` has it; the hosts resolve its name, this machine does not. */
  readonly url: string;
  readonly network: Vantage;
  /** All requests until now, in the order in which they ended. */
  accessLog(): Promise<AccessLogEntry[]>;
  /** Makes the plan's health check of each target group once, from the load balancer's network. */
  health(): Promise<TargetHealth[]>;
}
