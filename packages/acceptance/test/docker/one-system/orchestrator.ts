import { expect } from 'chai';
import { awaitContainers } from '../../support/docker/cast.ts';
import { containersByName, exists } from '../../support/docker/containers.ts';
import { filtersOf } from '../../../src/faults/docker/engine.ts';
import type { DockerSystemUnderTest } from '../../support/docker/system.ts';
import { newUser } from '../../support/riders.ts';
import { until } from '../../../src/until.ts';
import { underLoad } from '../../support/use-load.ts';
import { ready } from '../../support/workers.ts';

/** The one container whose end nobody but the engine makes good. */
export function testOrchestrator(system: DockerSystemUnderTest): void {
  const { dbaas, users, edge, running } = system;

  describe('of which the orchestrator dies', () => {
    it('has the engine start it again, which finds the workers that run, and loses no write', async () => {
      const before = await awaitContainers(system, 1);
      const orchestrator = running().unit('orchestrator');
      const victim = orchestrator.pid;
      const container = (await containersByName(running())).get('orchestrator');
      await underLoad(dbaas, async () => {
        await orchestrator.kill('SIGKILL');
        await until('another orchestrator', () => Promise.resolve(![0, victim].includes(orchestrator.pid)));
        await orchestrator.waitReady();
      });
      expect(await awaitContainers(system, 1)).to.deep.equal(before);
      expect((await containersByName(running())).get('orchestrator')?.Id).to.equal(container?.Id);
      await until('readiness of users', () => ready(users));
      await newUser(edge);
    });

    it('between the creation of a worker and its start, leaves none that was never started', async () => {
      const before = await awaitContainers(system, 1);
      const { docker, deployment, prefix } = running();
      const orchestrator = running().unit('orchestrator');
      await orchestrator.stop();
      const { id } = await docker.createContainer({
        name: `${prefix}worker-0badcafe`,
        Image: `worker:${process.env['IMAGE_TAG'] ?? 'latest'}`,
        Labels: { 'rideshare.deployment': deployment, 'rideshare.worker': 'worker-0badcafe' },
      });
      await orchestrator.start();
      await until('the end of what was never started', async () => !(await exists(running(), id)));
      expect(await awaitContainers(system, 1)).to.deep.equal(before);
      await until('readiness of users', () => ready(users));
    });

    it('and the workers with it, starts workers on the copies that they have left', async () => {
      const before = await awaitContainers(system, 1);
      const { docker } = running();
      const orchestrator = running().unit('orchestrator');
      await underLoad(dbaas, async () => {
        await orchestrator.stop();
        for (const { containerId } of [before.master, ...before.slaves]) {
          await docker.getContainer(containerId).kill();
        }
        await orchestrator.start();
        const after = await awaitContainers(system, 1);
        const ids = [after.master, ...after.slaves].map(({ id }) => id);
        expect(ids).to.have.members([before.master, ...before.slaves].map(({ id }) => id));
      });
      const dead = await docker.listContainers({
        all: true,
        filters: { ...filtersOf(running()), status: ['exited', 'created', 'dead'] },
      });
      expect(dead).to.deep.equal([]);
      await until('readiness of users', () => ready(users));
    });
  });
}
