import { PlanError } from './plan-error.ts';
import type { Host, ListenerRule, Plan } from './plan.ts';
import type { Resource, Resources } from './resources.ts';
import { hostNamed } from './role.ts';

type Rule = Resource<'aws_lb_listener_rule'>;
type Action = Rule['action'][number];

function targetOf([action, ...more]: readonly Action[], resources: Resources): Host {
  if (action?.type !== 'forward' || more.length > 0) {
    throw new PlanError('a listener or rule does something else than to forward');
  }
  const arn = action.target_group_arn;
  return hostNamed(resources.find('aws_lb_target_group', (group) => group.arn === arn).key);
}

function pathPatternsOf({ condition, priority }: Rule): readonly string[] {
  const parts = condition
    .flatMap((conditions) => Object.entries(conditions))
    .filter(([, { length }]) => length > 0);
  const [kind, patterns] = parts[0] ?? [];
  const values = patterns?.[0]?.values;
  if (parts.length !== 1 || kind !== 'path_pattern' || values === undefined) {
    throw new PlanError(`listener rule ${priority} looks at something else than the path`);
  }
  return values;
}

/** One listener serves; another, if there is one, only redirects to it. */
function servingListener(resources: Resources): Resource<'aws_lb_listener'> {
  return resources.find('aws_lb_listener', (listener) => listener.default_action[0]?.type === 'forward');
}

function rulesOf(listenerArn: string, resources: Resources): ListenerRule[] {
  return resources
    .all('aws_lb_listener_rule')
    .filter((rule) => rule.listener_arn === listenerArn)
    .map((rule) => ({
      priority: rule.priority,
      pathPatterns: pathPatternsOf(rule),
      targetRole: targetOf(rule.action, resources),
    }))
    .sort((one, other) => one.priority - other.priority);
}

/** @returns what all the targets have in common @throws {@link PlanError} when they differ */
function common<T extends string | number>(what: string, values: readonly (T | undefined)[]): T {
  const [value, ...others] = new Set(values);
  if (value === undefined || others.length > 0)
    throw new PlanError(`the target groups have no common ${what}`);
  return value;
}

type Routing = Pick<Plan, 'listenerRules' | 'defaultTarget' | 'targetPort' | 'healthCheckPath'>;

/** @throws {@link PlanError} when the load balancer tells requests apart by anything but their path */
export function readRouting(resources: Resources): Routing {
  const listener = servingListener(resources);
  const groups = resources.all('aws_lb_target_group');
  return {
    listenerRules: rulesOf(listener.arn, resources),
    defaultTarget: targetOf(listener.default_action, resources),
    targetPort: common(
      'port',
      groups.map(({ port }) => port),
    ),
    healthCheckPath: common(
      'health check',
      groups.map((group) => group.health_check[0]?.path),
    ),
  };
}
