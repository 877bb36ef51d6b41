import { expect } from 'chai';
import { awaitContainers } from '../../support/docker/cast.ts';
import { exists } from '../../support/docker/containers.ts';
import type { DockerSystemUnderTest } from '../../support/docker/system.ts';
import { readDuring } from '../../support/read-during.ts';
import { newTable } from '../../support/tables.ts';
import { underLoad } from '../../support/use-load.ts';
import type { Role } from '../../support/crash.ts';

const ROLES: Role[] = ['slave', 'master'];

/** A worker that runs well and reaches nobody. Nobody is told of its end either: its connections just fall silent. */
export function testLostNetwork(system: DockerSystemUnderTest): void {
  const { dbaas, running } = system;

  describe('of which a worker loses its network', () => {
    for (const role of ROLES) {
      it(`as ${role}, replaces it under its name, and loses no write and no read`, async () => {
        const before = await awaitContainers(system, 1);
        const [slave] = before.slaves;
        const [victim, heir] = role === 'master' ? [before.master, slave] : [slave, before.master];
        if (victim === undefined || heir === undefined) throw new Error('there is no slave');
        const { docker, deployment } = running();

        const statuses = await readDuring(dbaas, await newTable(dbaas), () =>
          underLoad(dbaas, async (load) => {
            const network = docker.getNetwork(`${deployment}-database`);
            await network.disconnect({ Container: victim.containerId });
            await load.more(100);
            const after = await awaitContainers(system, 1, [victim.pid]);
            expect(after.master).to.deep.equal({ ...heir, name: 'master' });
          }),
        );
        expect(statuses).to.deep.equal([200]);
        expect(await exists(running(), victim.containerId)).to.equal(false);
      });
    }
  });
}
