import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '@rideshare/local';
import { expect } from 'chai';
import { PlaybookError } from '../../src/ansible/playbook.ts';
import { patience } from '../../src/checks/patience.ts';
import { deployment, secrets } from '../support/deployment.ts';
import { ask, newJourney, ridersOf, type Journey } from '../support/journey.ts';
import { expectRecovery } from '../support/recovery.ts';

async function takeSnapshot(file: string): Promise<void> {
  const answer = await fetch(`${deployment().endpoints.dbaas}/api/v1/db/backup`, {
    headers: { authorization: `Bearer ${secrets().dbaasToken}` },
  });
  expect(answer.status).to.equal(200);
  await writeFile(file, Buffer.from(await answer.arrayBuffer()));
}

const restore = (file: string) =>
  deployment().ansible('restore.yml', {
    version: deployment().versions.first,
    variables: { rideshare_snapshot: file },
  });

describe('restore.yml', function () {
  this.timeout(patience.playbookMs);

  let folder: TemporaryFolder;
  let kept: Journey;
  let later: Journey;

  before(async () => {
    folder = await temporaryFolder('rideshare-rehearsal-');
    kept = await newJourney();
    await takeSnapshot(join(folder.path, 'snapshot.db'));
    later = await newJourney();
  });

  after(() => folder.remove());

  it('refuses what is no snapshot in a sentence, and leaves the database alone', async () => {
    const file = join(folder.path, 'no-snapshot.db');
    await writeFile(file, 'something else');
    const failure: unknown = await restore(file).catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(PlaybookError);
    expect(failure)
      .to.have.property('message')
      .that.matches(/Nothing can be restored .* is not an SQLite\s+file/s);
    expect(await ridersOf(later)).to.deep.equal([later.driver]);
  });

  it('brings back what the snapshot holds, and nothing that came later', async () => {
    await restore(join(folder.path, 'snapshot.db'));
    await expectRecovery(kept);
    expect((await ask(`/api/v1/users?username=${later.driver}`)).status).to.equal(204);
  });

  it('sets aside what was there', async () => {
    const { dbaas } = deployment().hosts;
    const aside = await dbaas.run('find', '/srv/data', '-maxdepth', '1', '-name', 'before-restore-*');
    expect(aside.trim().split('\n')).to.have.length(1);
  });
});
