import { until } from '@rideshare/acceptance';
import { expect } from 'chai';
import { patience } from '../../src/checks/patience.ts';
import { hostNames } from '../../src/hosts/host.ts';
import { deployment } from './deployment.ts';
import { newJourney, ridersOf, type Journey } from './journey.ts';
import { cast } from './workers.ts';

/** Waits until both services answer with what was written before, and take something new, and no unit has failed. */
export async function expectRecovery(journey: Journey): Promise<void> {
  const { hosts, balancer } = deployment();
  const riders = await until('the services', () => ridersOf(journey), patience.recoveryMs);
  expect(riders).to.deep.equal([journey.driver]);
  const allHealthy = async () => {
    const sick = (await balancer.health()).filter(({ healthy }) => !healthy);
    if (sick.length > 0) throw new Error(JSON.stringify(sick));
    return true;
  };
  await until('healthy targets', allHealthy, patience.recoveryMs);
  await until('a master and a slave', cast, patience.recoveryMs);
  await newJourney();
  for (const name of hostNames) expect(await hosts[name].failedUnits(), name).to.deep.equal([]);
}
