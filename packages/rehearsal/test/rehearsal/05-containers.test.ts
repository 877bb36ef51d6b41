import { expect } from 'chai';
import { patience } from '../../src/checks/patience.ts';
import { containerAddresses } from '../../src/checks/reach/container-addresses.ts';
import { portNumbers } from '../../src/checks/reach/ports.ts';
import { hostNames, type HostName } from '../../src/hosts/host.ts';
import type { Reach, Vantage } from '../../src/network/vantage.ts';
import { deployment } from '../support/deployment.ts';

/** Tries every port of every container, by packets that are sent to its host to be forwarded. */
async function reachInside(from: Vantage, name: HostName): Promise<Reach[]> {
  const host = deployment().hosts[name];
  const addresses = await containerAddresses(host);
  const route = (verb: string, address: string) =>
    from.run('ip', 'route', verb, `${address}/32`, 'via', host.address);
  for (const address of addresses) await route('replace', address);
  try {
    const targets = addresses.flatMap((address) => portNumbers.map((port) => ({ address, port })));
    return await from.connect(targets);
  } finally {
    for (const address of addresses) await route('del', address);
  }
}

describe('containers', function () {
  this.timeout(patience.callsMs);

  for (const name of hostNames) {
    it(`of ${name} are reached by nobody who has the host forward packets to them`, async () => {
      const { outsider, balancer, hosts } = deployment();
      const others = hostNames.filter((other) => other !== name).map((other) => hosts[other].network);
      const sources = [outsider, balancer.network, ...others];
      const found = await Promise.all(
        sources.map(async (from) => [from.name, new Set(await reachInside(from, name))] as const),
      );
      expect(found).to.deep.equal(sources.map((from) => [from.name, new Set(['dropped'])]));
    });
  }

  it('are there to be reached by their own host', async () => {
    const { dbaas } = deployment().hosts;
    const targets = (await containerAddresses(dbaas)).flatMap((address) =>
      [2181, 5672].map((port) => ({ address, port })),
    );
    const open = (await dbaas.network.connect(targets)).filter((reach) => reach === 'open');
    expect(open).to.have.lengthOf(2);
  });
});
