import { expect } from 'chai';
import { patience } from '../../src/checks/patience.ts';
import { partNames, runningPart } from '../../src/checks/units/parts.ts';
import { hostNames } from '../../src/hosts/host.ts';
import { deployment } from '../support/deployment.ts';
import { newJourney } from '../support/journey.ts';
import { expectRecovery } from '../support/recovery.ts';

describe('a host that is rebooted', function () {
  this.timeout(patience.rebootMs);

  for (const name of hostNames) {
    it(`comes back, as ${name}, with its units and its data`, async () => {
      const host = deployment().hosts[name];
      const journey = await newJourney();
      const before = await host.bootedAt();
      expect(await host.reboot()).to.equal('running');
      expect(await host.bootedAt()).not.to.equal(before);
      await expectRecovery(journey);
      for (const part of partNames[name]) await runningPart(host, part);
    });
  }
});
