import { expect } from 'chai';
import type Docker from 'dockerode';
import { awaitContainers } from '../../support/docker/cast.ts';
import { exists, unlessRemoved } from '../../support/docker/containers.ts';
import type { DockerSystemUnderTest } from '../../support/docker/system.ts';
import { readDuring } from '../../support/read-during.ts';
import { newTable } from '../../support/tables.ts';
import { underLoad } from '../../support/use-load.ts';
import type { Role } from '../../support/crash.ts';

interface Strike {
  name: string;
  run: (container: Docker.Container) => Promise<unknown>;
  /** Whether the engine starts the very container again, should the orchestrator not be faster to remove it. */
  comesBack?: boolean;
}

const STRIKES: Strike[] = [
  { name: 'kill', run: (container) => container.kill() },
  { name: 'pause', run: (container) => container.pause() },
  { name: 'stop', run: (container) => container.stop() },
  { name: 'rm --force', run: (container) => container.remove({ force: true }) },
  { name: 'restart', run: (container) => unlessRemoved(container.restart()), comesBack: true },
];
const ROLES: Role[] = ['master', 'slave'];

/** What somebody does to a worker's container with the docker command, behind the orchestrator's back. */
export function testStrikes(system: DockerSystemUnderTest): void {
  const { dbaas, running } = system;

  describe('of which a worker is struck from outside', () => {
    for (const { name, run, comesBack = false } of STRIKES) {
      for (const role of ROLES) {
        it(`by docker ${name} ${role}, replaces it under its name, and loses no write and no read`, async () => {
          const before = await awaitContainers(system, 1);
          const [slave] = before.slaves;
          const [victim, heir] = role === 'master' ? [before.master, slave] : [slave, before.master];
          if (victim === undefined || heir === undefined) throw new Error('there is no slave');

          const statuses = await readDuring(dbaas, await newTable(dbaas), () =>
            underLoad(dbaas, async (load) => {
              await run(running().docker.getContainer(victim.containerId));
              await load.more(100);
              const after = await awaitContainers(system, 1, [victim.pid]);
              expect(after.master).to.deep.equal({ ...heir, name: 'master' });
            }),
          );
          expect(statuses).to.deep.equal([200]);
          if (!comesBack) expect(await exists(running(), victim.containerId)).to.equal(false);
        });
      }
    }
  });
}
