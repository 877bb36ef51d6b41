import { expect } from 'chai';
import { newUser } from '../../support/riders.ts';
import { newRide } from '../../support/rides.ts';
import { useSystem } from '../../support/system.ts';
import { until } from '../../../src/until.ts';
import { underLoad } from '../../support/use-load.ts';
import { awaitReplacement, pidOf, ready, workerPids } from '../../support/workers.ts';

describe('ZooKeeper', function () {
  this.timeout(300_000);
  const { dbaas, edge, running } = useSystem();

  for (const how of ['stopped', 'killed'] as const) {
    it(`${how} leaves reads and writes going on, and finds the same workers when it is back`, async () => {
      const zookeeper = running().unit('zookeeper');
      const before = await workerPids(dbaas);
      const load = await underLoad(dbaas, async (writes) => {
        if (how === 'killed') await zookeeper.kill('SIGKILL');
        else await zookeeper.stop();
        await writes.more(500);
        await newRide(edge, await newUser(edge));
        if (how === 'stopped') await zookeeper.start();
        await zookeeper.waitReady();
        await until('readiness', () => ready(dbaas));
        await writes.more(500);
      });
      expect(Object.keys(load.endings)).to.deep.equal(['200']);
      await until('the same workers', async () => (await workerPids(dbaas)).length === before.length);
      expect(await workerPids(dbaas)).to.deep.equal(before);
    });
  }

  it('back again elects as before', async () => {
    const zookeeper = running().unit('zookeeper');
    await zookeeper.restart();
    await until('readiness', () => ready(dbaas));
    const victim = await until('a master', () => pidOf(dbaas, 'master'));
    await underLoad(dbaas, async () => {
      process.kill(victim, 'SIGKILL');
      await awaitReplacement(dbaas, [victim]);
    });
  });
});
