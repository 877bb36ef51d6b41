import { expect } from 'chai';
import { patience } from '../../src/checks/patience.ts';
import { partNames, runningPart } from '../../src/checks/units/parts.ts';
import { hostNames } from '../../src/hosts/host.ts';
import { deployment, firstRun, secrets } from '../support/deployment.ts';

const common = ['nginx.service', 'docker.service', 'ssh.service', 'rideshare-firewall.service'];

describe('site.yml on three bare hosts', function () {
  this.timeout(patience.callsMs);

  for (const name of hostNames) {
    it(`comes to its end on ${name}`, () => {
      expect(firstRun().recap[name]).to.include({ unreachable: 0, failed: 0, rescued: 0, ignored: 0 });
    });

    it(`has all units of ${name} run now and after each boot, and none fail`, async () => {
      const host = deployment().hosts[name];
      const parts = await Promise.all(partNames[name].map((part) => runningPart(host, part)));
      for (const unit of [...common, ...parts.map((part) => part.unit)]) {
        const state = await host.unit(unit, 'ActiveState', 'UnitFileState');
        expect(state, unit).to.deep.equal({ ActiveState: 'active', UnitFileState: 'enabled' });
      }
      expect(await host.failedUnits()).to.deep.equal([]);
    });
  }

  it('leaves targets that the load balancer finds healthy', async () => {
    const health = await deployment().balancer.health();
    expect(health.map(({ target, healthy }) => [target, healthy])).to.have.deep.members([
      ['users', true],
      ['rides', true],
    ]);
  });

  it('says no secret while it works', () => {
    for (const secret of Object.values<string>({ ...secrets() }))
      expect(firstRun().output).not.to.include(secret);
  });
});
