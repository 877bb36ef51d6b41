import { checkServiceHistory, type LoadHistory } from '@rideshare/acceptance';
import { expect } from 'chai';
import { runningImages } from '../../src/checks/images/running-images.ts';
import { failedRequests } from '../../src/checks/load/failed-requests.ts';
import { servedState } from '../../src/checks/load/served-state.ts';
import { underLoad } from '../../src/checks/load/under-load.ts';
import { patience } from '../../src/checks/patience.ts';
import { hostNames, type HostName } from '../../src/hosts/host.ts';
import { deployment, secrets } from './deployment.ts';
import { ask } from './journey.ts';

/** Which images run on each host when it serves. */
const images: Record<HostName, string[]> = {
  users: ['users'],
  rides: ['rides'],
  dbaas: ['orchestrator', 'worker', 'worker'],
};

/** Plays a playbook that brings another version, while users and rides are written and read. */
export function describeRollout(playbook: string, version: () => string): void {
  describe(`${playbook} under load`, function () {
    this.timeout(patience.playbookMs);

    let history: LoadHistory;

    before(async () => {
      const rehearsal = deployment();
      const { endpoints, versions } = rehearsal;
      const cleared = await ask('/api/v1/db/clear', { method: 'POST' }, endpoints.users);
      expect(cleared.status, cleared.body).to.equal(200);
      // A rollback knows by itself where to go.
      const options = version() === versions.second ? { version: versions.second } : {};
      history = await underLoad(endpoints.edge, () => rehearsal.ansible(playbook, options));
    });

    it('fails no request', () => {
      expect(failedRequests(history.operations)).to.deep.equal([]);
    });

    it('loses and doubles nothing that was acknowledged, and shows nothing old', async () => {
      const database = { url: deployment().endpoints.dbaas, token: secrets().dbaasToken };
      expect(history.stats.acked).to.be.above(0);
      expect(checkServiceHistory(history, await servedState(database))).to.deep.equal([]);
    });

    for (const name of hostNames) {
      it(`has all containers of ${name} run the images of that version`, async () => {
        const running = await runningImages(deployment().hosts[name]);
        expect(running.map(({ image }) => image).sort()).to.deep.equal(images[name]);
        for (const { container, version: found, ids } of running) {
          expect(found, container).to.equal(version());
          expect(ids.running, container).to.equal(ids.named);
        }
      });
    }
  });
}
