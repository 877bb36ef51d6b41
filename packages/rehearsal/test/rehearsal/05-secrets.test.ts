import { expect } from 'chai';
import { patience } from '../../src/checks/patience.ts';
import {
  inArguments,
  inContainers,
  inFiles,
  inLogs,
  inLooseFiles,
  inReadableFiles,
  inUnits,
  type Exposure,
} from '../../src/checks/secrets/exposure.ts';
import { hostNames, type Host } from '../../src/hosts/host.ts';
import { deployment, secrets } from '../support/deployment.ts';

const places: Record<string, (host: Host, secret: string) => Promise<Exposure[]>> = {
  'the arguments of processes': inArguments,
  'journal and logs': inLogs,
  'files that anybody can read': inReadableFiles,
  'what systemd tells of units': inUnits,
  'what the engine tells of containers, their environment aside': inContainers,
  'files of root that are not its own alone': inLooseFiles,
};

describe('secrets', function () {
  this.timeout(patience.callsMs);

  for (const name of hostNames) {
    for (const [place, search] of Object.entries(places)) {
      it(`are not in ${place} on ${name}`, async () => {
        const host = deployment().hosts[name];
        for (const [secret, value] of Object.entries<string>({ ...secrets() })) {
          expect(await search(host, value), secret).to.deep.equal([]);
        }
      });
    }

    it(`are on ${name} in environment files of its own, which only root can read`, async () => {
      const listed = await deployment().hosts[name].run(
        ...['find', '/etc/rideshare', '-name', '*.env', '-printf', '%m %u %g\n'],
      );
      expect(new Set(listed.trim().split('\n'))).to.deep.equal(new Set(['600 root root']));
    });
  }

  for (const name of ['users', 'rides'] as const) {
    it(`of RabbitMQ are not on ${name} at all`, async () => {
      expect(await inFiles(deployment().hosts[name], secrets().rabbitmqPassword)).to.deep.equal([]);
    });
  }
});
