/** A host that runs a part of the system. */
export type Host = 'users' | 'rides' | 'dbaas';

/** What has a security group of its own. */
export type Role = 'load-balancer' | Host;

/** The load balancer sends a request whose path matches one of the patterns (`*` is any text) to the host of that role. */
export interface ListenerRule {
  readonly priority: number;
  readonly pathPatterns: readonly string[];
  readonly targetRole: Host;
}

/** Addresses, in CIDR notation, or everything that has a role. */
export type Source = { readonly cidrs: readonly string[] } | { readonly role: Role };

/** One TCP port of one host, and who may connect to it. What no opening tells of is closed. */
export interface Opening {
  readonly host: Role;
  readonly port: number;
  readonly source: Source;
}

/** What Terraform would create, as far as a rehearsal must do the same. */
export interface Plan {
  /** In the order in which the load balancer tries them; the first that matches decides. */
  readonly listenerRules: readonly ListenerRule[];
  /** Where a request goes that no rule matches. */
  readonly defaultTarget: Host;
  /** The port on every target. */
  readonly targetPort: number;
  readonly healthCheckPath: string;
  readonly reach: readonly Opening[];
  /** Where operators come from; not the range of a rehearsal, but what the openings for them name. */
  readonly adminCidrs: readonly string[];
  /** The names of Terraform's outputs. */
  readonly outputs: readonly string[];
}
