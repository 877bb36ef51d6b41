import { expect } from 'chai';
import { PlaybookError } from '../../src/ansible/playbook.ts';
import { patience } from '../../src/checks/patience.ts';
import { hostNames } from '../../src/hosts/host.ts';
import { deployment } from '../support/deployment.ts';

/** How a playbook fails. @throws Error when it does not */
async function failureOf(run: Promise<unknown>): Promise<PlaybookError> {
  try {
    await run;
  } catch (error) {
    if (error instanceof PlaybookError) return error;
    throw error;
  }
  throw new Error('the playbook came to its end');
}

describe('a version that nobody has packed', function () {
  this.timeout(patience.playbookMs);

  for (const playbook of ['site.yml', 'rolling.yml']) {
    it(`is refused by ${playbook} in a sentence, before anything is changed`, async () => {
      const failure = await failureOf(deployment().ansible(playbook, { version: 'unheard-of' }));
      expect(failure.message).to.match(
        /Version unheard-of is not packed: there is no .*Run \.\/scripts\/pack-images/s,
      );
      for (const name of hostNames) expect(failure.run.recap[name]?.changed ?? 0, name).to.equal(0);
    });
  }
});
