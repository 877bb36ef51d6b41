import { expect } from 'chai';
import { parsePlan } from '../../../src/plan/parse-plan.ts';
import { PlanError } from '../../../src/plan/plan-error.ts';
import type { Opening } from '../../../src/plan/plan.ts';
import { recordedFailure, recordedPlan, recordedPlanWith, withAttributes } from './recorded-plan.ts';

const tell = ({ host, port, source }: Opening) =>
  `${host}:${port} from ${'role' in source ? source.role : source.cidrs.join()}`;

describe('the plan of a deployment', () => {
  it('has the listener rules and the default of the load balancer', () => {
    const { listenerRules, defaultTarget } = parsePlan(recordedPlan());
    expect(listenerRules).to.deep.equal([
      { priority: 10, pathPatterns: ['/api/v1/users*', '/status/users'], targetRole: 'users' },
    ]);
    expect(defaultTarget).to.equal('rides');
  });

  it('has the rules in the order of their priority', () => {
    const plan = recordedPlan((resources) => {
      const rules = resources.filter(({ type }) => type === 'aws_lb_listener_rule');
      return [...rules.map((rule) => withAttributes(rule, { priority: 20 })), ...resources];
    });
    expect(parsePlan(plan).listenerRules.map(({ priority }) => priority)).to.deep.equal([10, 20]);
  });

  it('has the port of the targets and the path that tells their health', () => {
    const { targetPort, healthCheckPath } = parsePlan(recordedPlan());
    expect(targetPort).to.equal(80);
    expect(healthCheckPath).to.equal('/readyz');
  });

  it('has who reaches which port, the public address of a host standing for that host', () => {
    expect(parsePlan(recordedPlan()).reach.map(tell)).to.have.members([
      'load-balancer:22 from 198.51.100.0/24',
      'load-balancer:80 from 0.0.0.0/0',
      'load-balancer:80 from rides',
      'users:22 from 198.51.100.0/24',
      'users:80 from 0.0.0.0/0',
      'users:80 from load-balancer',
      'rides:22 from 198.51.100.0/24',
      'rides:80 from 0.0.0.0/0',
      'rides:80 from load-balancer',
      'dbaas:22 from 198.51.100.0/24',
      'dbaas:80 from 198.51.100.0/24',
      'dbaas:80 from users',
      'dbaas:80 from rides',
    ]);
  });

  it('has the range of the operators, as the openings for them name it', () => {
    const { adminCidrs, reach } = parsePlan(recordedPlan());
    expect(adminCidrs).to.deep.equal(['198.51.100.0/24']);
    expect(reach.map(tell)).to.include(`dbaas:80 from ${adminCidrs.join()}`);
  });

  it('has the names of the outputs', () => {
    const { outputs } = parsePlan(recordedPlan());
    expect(outputs).to.include.members(['hosts', 'load_balancer_url', 'snapshot_bucket']);
  });

  it('is refused with what Terraform says when there is none', () => {
    const failure = recordedFailure({
      severity: 'error',
      summary: 'Invalid value',
      detail: 'region must be …',
    });
    expect(() => parsePlan(failure)).to.throw(PlanError, 'Invalid value: region must be …');
  });
});

describe('a plan that cannot be rehearsed as AWS would do it is refused', () => {
  const refused = {
    'when a rule opens more than one port': recordedPlanWith('aws_vpc_security_group_ingress_rule', {
      to_port: 65535,
    }),
    'when a rule opens another protocol': recordedPlanWith('aws_vpc_security_group_ingress_rule', {
      ip_protocol: 'udp',
    }),
    'when a rule is for IPv6': recordedPlanWith('aws_vpc_security_group_ingress_rule', {
      cidr_ipv4: null,
      referenced_security_group_id: null,
    }),
    'when a rule is for a group that the plan does not have': recordedPlanWith(
      'aws_vpc_security_group_ingress_rule',
      {
        security_group_id: 'sg-of-another',
      },
    ),
    'when a listener rule looks at a header': recordedPlanWith('aws_lb_listener_rule', {
      condition: [{ path_pattern: [], host_header: [{ values: ['rides.example.org'] }] }],
    }),
    'when a listener rule looks at the path and something else': recordedPlanWith('aws_lb_listener_rule', {
      condition: [{ path_pattern: [{ values: ['/'] }] }, { http_request_method: [{ values: ['GET'] }] }],
    }),
    'when a listener rule answers by itself': recordedPlanWith('aws_lb_listener_rule', {
      action: [{ type: 'fixed-response', target_group_arn: null }],
    }),
    'when no listener forwards': recordedPlanWith('aws_lb_listener', {
      default_action: [{ type: 'redirect', target_group_arn: null }],
    }),
    'when the targets listen on different ports': recordedPlan((resources) =>
      resources.map((resource) =>
        resource.type === 'aws_lb_target_group' && resource.index === 'users'
          ? withAttributes(resource, { port: 8080 })
          : resource,
      ),
    ),
  };

  for (const [circumstance, plan] of Object.entries(refused)) {
    it(circumstance, () => {
      expect(() => parsePlan(plan)).to.throw(PlanError);
    });
  }
});
