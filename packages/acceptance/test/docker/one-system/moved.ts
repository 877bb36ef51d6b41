import { expect } from 'chai';
import { containerOf } from '../../support/docker/containers.ts';
import type { DockerSystemUnderTest } from '../../support/docker/system.ts';
import { until } from '../../../src/until.ts';

/** A service that comes back, while somebody else has its address, with another address. */
export function testMoved({ edge, running }: DockerSystemUnderTest): void {
  describe('whose users service gets another address', () => {
    it('finds it there through the load balancer', async () => {
      const { docker, deployment } = running();
      const container = containerOf(running(), 'users');
      const network = docker.getNetwork(`${deployment}-services`);
      const address = async () =>
        (await container.inspect()).NetworkSettings.Networks[`${deployment}-services`]?.IPAddress;
      const before = await address();
      await running().unit('users').stop();
      const zookeeper = { Container: `${running().prefix}zookeeper` };
      await network.connect(zookeeper);
      await running().unit('users').start();
      await network.disconnect(zookeeper);
      expect(await address())
        .to.be.a('string')
        .and.not.equal(before);
      await until('users through the load balancer', async () =>
        [200, 204].includes((await edge.get('/api/v1/users')).status),
      );
    });
  });
}
