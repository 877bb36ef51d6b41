import { isRunning } from '@rideshare/fault-injection';
import { expect } from 'chai';
import { readDuring } from '../../support/read-during.ts';
import { useSystem } from '../../support/system.ts';
import { newTable, write } from '../../support/tables.ts';
import { underLoad } from '../../support/use-load.ts';
import { awaitReplacement, pidOf, workerPids } from '../../support/workers.ts';

describe('a worker that is killed', function () {
  this.timeout(240_000);
  const { dbaas } = useSystem();

  for (const role of ['slave', 'master'] as const) {
    it(`as ${role} is replaced, and no acknowledged write is lost or doubled`, async () => {
      const victim = await pidOf(dbaas, role);
      expect(await workerPids(dbaas)).to.include(victim);
      await underLoad(dbaas, async (load) => {
        process.kill(victim, 'SIGKILL');
        await load.more(100);
        await awaitReplacement(dbaas, [victim]);
      });
      expect(isRunning(victim)).to.equal(false);
    });
  }

  it('as slave costs no read', async () => {
    const table = await newTable(dbaas);
    await write(dbaas, { table, insert: { name: 'a' } });
    const victim = await pidOf(dbaas, 'slave');
    const statuses = await readDuring(dbaas, table, async () => {
      process.kill(victim, 'SIGKILL');
      await awaitReplacement(dbaas, [victim]);
    });
    expect(statuses).to.deep.equal([200]);
  });

  it('together with the other is replaced, and no acknowledged write is lost or doubled', async () => {
    const victims = await workerPids(dbaas);
    await underLoad(dbaas, async () => {
      for (const victim of victims) process.kill(victim, 'SIGKILL');
      await awaitReplacement(dbaas, victims);
    });
  });
});
