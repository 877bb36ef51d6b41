import { expect } from 'chai';
import { patience } from '../../src/checks/patience.ts';
import { hostNames } from '../../src/hosts/host.ts';
import type { PlaybookRun } from '../../src/ansible/playbook.ts';
import { deployment } from '../support/deployment.ts';

describe('site.yml on hosts that it has been on', function () {
  this.timeout(patience.playbookMs);

  let run: PlaybookRun;
  before(async () => {
    const rehearsal = deployment();
    run = await rehearsal.ansible('site.yml', { version: rehearsal.versions.first });
  });

  it('finds nothing to change', () => {
    expect(run.changes).to.deep.equal([]);
  });

  for (const name of hostNames) {
    it(`comes to its end on ${name}`, () => {
      expect(run.recap[name]).to.include({ changed: 0, unreachable: 0, failed: 0, rescued: 0, ignored: 0 });
    });
  }
});
