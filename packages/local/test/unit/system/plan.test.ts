import { expect } from 'chai';
import { endpointsOf } from '../../../src/system/plan.ts';
import { timestampIn } from '../../../src/system/round-trip.ts';
import { systemUnits } from '../../../src/system/units.ts';
import type { SystemPlan } from '../../../src/system/plan.ts';

const plan: SystemPlan = {
  dir: '/system',
  host: '0.0.0.0',
  ports: { edge: 1, users: 2, rides: 3, dbaas: 4, amqp: 5, epmd: 6, erlang: 7, zookeeper: 8 },
};

describe('the plan of a system', () => {
  it('names addresses that this machine can call, also when all addresses are bound', () => {
    expect(endpointsOf(plan).edge).to.equal('http://127.0.0.1:1');
    expect(endpointsOf({ ...plan, host: '::' }).rides).to.equal('http://[::1]:3');
    expect(endpointsOf({ ...plan, host: '10.1.2.3' }).dbaas).to.equal('http://10.1.2.3:4');
  });

  it('starts every part after those it needs', () => {
    const names = systemUnits(plan, {}).map(({ name }) => name);
    expect(names).to.deep.equal(['epmd', 'rabbitmq', 'zookeeper', 'orchestrator', 'users', 'rides', 'nginx']);
  });

  it('gives services the settings of the environment, but not other addresses than planned', () => {
    const inherited = { TIME_ZONE: 'UTC', PORT: '99', DATABASE_URL: 'http://elsewhere' };
    const rides = systemUnits(plan, inherited).find(({ name }) => name === 'rides');
    expect(rides?.env).to.deep.equal({
      TIME_ZONE: 'UTC',
      HOST: '0.0.0.0',
      PORT: '3',
      DATABASE_URL: 'http://127.0.0.1:4',
      USERS_URL: 'http://127.0.0.1:1',
      PUBLIC_URL: 'http://127.0.0.1:3',
    });
  });
});

describe('a timestamp for a ride', () => {
  it('has seconds, minutes and hours in that order', () => {
    expect(timestampIn(1, new Date(2026, 0, 31, 17, 5, 9))).to.equal('01-02-2026:09-05-17');
  });
});
