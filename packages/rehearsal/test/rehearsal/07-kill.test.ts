import { until } from '@rideshare/acceptance';
import { expect } from 'chai';
import { patience } from '../../src/checks/patience.ts';
import { partNames, runningPart } from '../../src/checks/units/parts.ts';
import { hostNames, type Host } from '../../src/hosts/host.ts';
import { deployment } from '../support/deployment.ts';
import { newJourney } from '../support/journey.ts';
import { expectRecovery } from '../support/recovery.ts';
import { cast } from '../support/workers.ts';

/** Units that are not ours, but without which a host serves nobody. */
const others = ['nginx.service', 'docker.service'];

/** Kills something of a unit, and waits until the unit runs again, started anew. */
async function expectRestart(host: Host, unit: string, pid: (mainPid: string) => Promise<string>) {
  const journey = await newJourney();
  const before = await host.unit(unit, 'MainPID', 'InvocationID');
  await host.run('kill', '-KILL', (await pid(before.MainPID)).trim());
  const runsAnew = async () => {
    const { ActiveState, InvocationID } = await host.unit(unit, 'ActiveState', 'InvocationID');
    return ActiveState === 'active' && InvocationID !== before.InvocationID;
  };
  await until(`${unit} to run again`, runsAnew, patience.recoveryMs);
  await expectRecovery(journey);
}

describe('what is killed', function () {
  this.timeout(patience.rebootMs);

  for (const name of hostNames) {
    for (const part of partNames[name]) {
      it(`comes back when it is the main process of the unit of ${part}`, async () => {
        const host = deployment().hosts[name];
        const { unit } = await runningPart(host, part);
        await expectRestart(host, unit, (mainPid) => Promise.resolve(mainPid));
      });

      it(`comes back when it is the process in the container of ${part}`, async () => {
        const host = deployment().hosts[name];
        const { unit, container } = await runningPart(host, part);
        await expectRestart(host, unit, () =>
          host.run('docker', 'inspect', '--format', '{{.State.Pid}}', container),
        );
      });
    }

    for (const unit of others) {
      it(`comes back when it is the main process of ${unit} on ${name}`, async () => {
        const host = deployment().hosts[name];
        await expectRestart(host, unit, (mainPid) => Promise.resolve(mainPid));
      });
    }
  }

  it('is followed by a slave when it is the master', async () => {
    const { dbaas } = deployment().hosts;
    const journey = await newJourney();
    const before = await cast();
    await dbaas.run('kill', '-KILL', String(before.master));
    const succeeded = async () => {
      const now = await cast();
      return now.master !== before.master && now;
    };
    const after = await until('another master', succeeded, patience.recoveryMs);
    expect(before.slaves).to.include(after.master);
    await expectRecovery(journey);
  });
});
