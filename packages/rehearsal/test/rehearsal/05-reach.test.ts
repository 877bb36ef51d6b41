import { expect } from 'chai';
import { curl } from '../../src/checks/curl/curl.ts';
import { patience } from '../../src/checks/patience.ts';
import { openPorts, type Party } from '../../src/checks/reach/expectation.ts';
import { portNumbers } from '../../src/checks/reach/ports.ts';
import { hostNames } from '../../src/hosts/host.ts';
import type { Reach, Vantage } from '../../src/network/vantage.ts';
import type { Role } from '../../src/plan/plan.ts';
import { deployment } from '../support/deployment.ts';

const targets: Role[] = ['load-balancer', ...hostNames];
const parties: Party[] = ['outsider', 'admin', ...targets];

function vantageOf(party: Party): Vantage {
  const { outsider, admin, balancer, hosts } = deployment();
  if (party === 'outsider') return outsider;
  if (party === 'admin') return admin;
  return party === 'load-balancer' ? balancer.network : hosts[party].network;
}

/** By port: what a connection must come to. Hosts answer nothing to whom they let in nowhere. */
function expected(source: Party, target: Role): Record<number, Reach> {
  const open = openPorts(deployment().plan, source, target);
  const closed = target === 'load-balancer' ? 'refused' : 'dropped';
  return Object.fromEntries(portNumbers.map((port) => [port, open.includes(port) ? 'open' : closed]));
}

describe('who reaches what', function () {
  this.timeout(patience.callsMs);

  let tried: Map<Party, Reach[]>;
  before(async () => {
    const everything = targets.flatMap((target) =>
      portNumbers.map((port) => ({ address: vantageOf(target).address, port })),
    );
    const connect = async (party: Party) => [party, await vantageOf(party).connect(everything)] as const;
    tried = new Map(await Promise.all(parties.map(connect)));
  });

  for (const source of parties) {
    for (const [index, target] of targets.entries()) {
      if (source === target) continue;
      it(`${target} is open to ${source} where the security groups of the plan say so, and nowhere else`, () => {
        const reached = tried.get(source)?.slice(index * portNumbers.length) ?? [];
        const found = Object.fromEntries(portNumbers.map((port, at) => [port, reached[at]]));
        expect(found).to.deep.equal(expected(source, target));
      });
    }
  }

  for (const name of hostNames) {
    it(`nothing but SSH and HTTP listens on ${name} for anybody but the host itself`, async () => {
      const listening = await deployment().hosts[name].run('ss', '-Hltun');
      const addresses = listening.split('\n').flatMap((line) => line.split(/\s+/)[4] ?? []);
      expect(addresses).not.to.be.empty;
      const outside = addresses.filter((address) => !/^(127\.|\[::1\]|\[::ffff:127\.)/.test(address));
      expect(new Set(outside.map((address) => Number(address.split(':').at(-1))))).to.deep.equal(
        new Set([22, 80]),
      );
    });

    it(`nobody on ${name} but root and the orchestrator is let to the engine`, async () => {
      const host = deployment().hosts[name];
      const socket = await host.run('stat', '--format', '%a %U %G', '/run/docker.sock');
      expect(socket.trim()).to.equal('660 root docker');
      expect((await host.run('getent', 'group', 'docker')).trim()).to.match(/^docker:x:\d+:$/);
      expect((await host.ssh('docker ps')).code).not.to.equal(0);
    });
  }

  it('the database is shown to nobody without the token, where it can be reached', async () => {
    const { endpoints, hosts, admin } = deployment();
    for (const from of [hosts.users.network, hosts.rides.network, admin]) {
      const call = { method: 'POST', json: { table: 'users' } } as const;
      const { status, type } = await curl(from, `${endpoints.dbaas}/api/v1/db/read`, call);
      expect([status, type.split(';')[0]], from.name).to.deep.equal([401, 'application/problem+json']);
    }
  });
});
