import { PlanError } from './plan-error.ts';

interface IngressRule {
  description: string;
  security_group_id: string;
  ip_protocol: string;
  from_port: number;
  to_port: number;
  cidr_ipv4: string | null;
  referenced_security_group_id: string | null;
}

interface Action {
  type: string;
  target_group_arn: string | null;
}

/** A condition holds when its part that is not empty does. */
type Condition = Record<string, readonly { values?: readonly string[] }[]>;

/** Of the resources that a rehearsal has an equal for: the attributes that it needs. */
interface Attributes {
  aws_security_group: { id: string };
  aws_eip: { public_ip: string };
  aws_vpc_security_group_ingress_rule: IngressRule;
  aws_lb_target_group: { arn: string; port: number; health_check: readonly { path: string }[] };
  aws_lb_listener: { arn: string; default_action: readonly Action[] };
  aws_lb_listener_rule: {
    listener_arn: string;
    priority: number;
    action: readonly Action[];
    condition: readonly Condition[];
  };
}

/** As Terraform's JSON tells it: https://developer.hashicorp.com/terraform/internals/json-format */
export interface PlannedResource {
  readonly type: string;
  readonly index?: string | number;
  readonly change: { readonly after: unknown };
}

/** A planned resource, and its key where it is one of several. */
export type Resource<T extends keyof Attributes> = Attributes[T] & { readonly key: string };

/** The resources of a plan by their type. */
export class Resources {
  readonly #planned: readonly PlannedResource[];

  constructor(planned: readonly PlannedResource[]) {
    this.#planned = planned;
  }

  all<T extends keyof Attributes>(type: T): Resource<T>[] {
    return this.#planned
      .filter((resource) => resource.type === type)
      .map(({ index = '', change }) => ({ ...(change.after as Attributes[T]), key: String(index) }));
  }

  /** @throws {@link PlanError} when there is none that matches */
  find<T extends keyof Attributes>(type: T, matches: (resource: Resource<T>) => boolean): Resource<T> {
    const found = this.all(type).find(matches);
    if (found === undefined)
      throw new PlanError(`the plan refers to a resource ${type} that it does not have`);
    return found;
  }
}
