import { expect } from 'chai';
import { openPorts, type Party } from '../../../src/checks/reach/expectation.ts';
import { parsePlan } from '../../../src/plan/parse-plan.ts';
import type { Role } from '../../../src/plan/plan.ts';
import { recordedPlan, recordedPlanWith } from '../plan/recorded-plan.ts';

const HTTP = [80];
const BOTH = [22, 80];

/** By source; of load balancer, users, rides and dbaas. */
const TABLE: Record<Party, [number[], number[], number[], number[]]> = {
  outsider: [HTTP, HTTP, HTTP, []],
  admin: [HTTP, BOTH, BOTH, BOTH],
  'load-balancer': [HTTP, HTTP, HTTP, []],
  users: [HTTP, HTTP, HTTP, HTTP],
  rides: [HTTP, HTTP, HTTP, HTTP],
  dbaas: [HTTP, HTTP, HTTP, []],
};
const TARGETS: Role[] = ['load-balancer', 'users', 'rides', 'dbaas'];

describe('the security groups', () => {
  const plan = parsePlan(recordedPlan());

  for (const [source, row] of Object.entries(TABLE)) {
    for (const [index, target] of TARGETS.entries()) {
      const open = row[index] ?? [];
      it(`open ${open.join(' and ') || 'nothing'} of ${target} to ${source}`, () => {
        expect(openPorts(plan, source as Party, target)).to.deep.equal(open);
      });
    }
  }

  it('open a port of another host for a role alone', () => {
    const rule = { host: 'dbaas', port: 22, source: { role: 'rides' } } as const;
    const rules = { ...plan, reach: [...plan.reach, rule] };
    expect(openPorts(rules, 'rides', 'dbaas')).to.deep.equal(BOTH);
    expect(openPorts(rules, 'users', 'dbaas')).to.deep.equal(HTTP);
  });

  it('are not understood when they name somebody who has no part in a rehearsal', () => {
    const strangers = parsePlan(
      recordedPlanWith('aws_vpc_security_group_ingress_rule', { cidr_ipv4: '203.0.113.0/24' }),
    );
    expect(() => openPorts(strangers, 'outsider', 'users')).to.throw('203.0.113.0/24');
  });
});
