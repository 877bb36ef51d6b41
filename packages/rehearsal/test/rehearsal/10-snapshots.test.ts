import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder, type TemporaryFolder } from '@rideshare/local';
import { expect } from 'chai';
import { openBackup } from '../../../acceptance/test/support/backups.ts';
import { WriteOnlyBucket } from '../../src/bucket/write-only-bucket.ts';
import { patience } from '../../src/checks/patience.ts';
import { deployment } from '../support/deployment.ts';
import { newJourney } from '../support/journey.ts';

const name = 'snapshots-of-the-rehearsal';
const region = 'ap-south-1';
const keys = { accessKeyId: 'AKIAREHEARSAL', secretAccessKey: 'a-key-of-the-rehearsal' };

describe('snapshots', function () {
  this.timeout(patience.playbookMs);

  let bucket: WriteOnlyBucket;
  let folder: TemporaryFolder;

  before(async () => {
    const { admin } = deployment();
    folder = await temporaryFolder('rideshare-rehearsal-');
    bucket = await WriteOnlyBucket.start({ host: admin.address, name, region, keys });
    await deployment().ansible('site.yml', {
      version: deployment().versions.first,
      tags: ['dbaas'],
      limit: 'dbaas',
      variables: {
        dbaas_snapshot_bucket: name,
        dbaas_snapshot_region: region,
        dbaas_snapshot_endpoint: bucket.endpoint,
        dbaas_snapshot_access_key_id: keys.accessKeyId,
        dbaas_snapshot_secret_access_key: keys.secretAccessKey,
      },
    });
  });

  after(async () => {
    await bucket.stop();
    await folder.remove();
  });

  it('have a timer, also after a boot', async () => {
    const timer = await deployment().hosts.dbaas.unit(
      ...(['rideshare-snapshot.timer', 'ActiveState', 'UnitFileState'] as const),
    );
    expect(timer).to.deep.equal({ ActiveState: 'active', UnitFileState: 'enabled' });
  });

  it('are put into the bucket whole, by who may do nothing else there', async () => {
    const { driver, rideId } = await newJourney();
    await deployment().hosts.dbaas.run('systemctl', 'start', 'rideshare-snapshot.service');
    expect(bucket.denied).to.deep.equal([]);
    const [[key, content] = ['', ''], ...more] = [...bucket.objects];
    expect(more).to.deep.equal([]);
    expect(key).to.match(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.db$/);
    const file = join(folder.path, 'snapshot.db');
    await writeFile(file, content);
    const db = openBackup(file);
    expect(db.pragma('quick_check', { simple: true })).to.equal('ok');
    const ride = db.prepare('SELECT created_by FROM rides WHERE rideId = ?').pluck().get(rideId);
    db.close();
    expect(ride).to.equal(driver);
  });

  it('leave nothing behind on the host', async () => {
    const left = await deployment().hosts.dbaas.run('find', '/var/lib/rideshare-snapshot', '-type', 'f');
    expect(left).to.equal('');
    expect(await deployment().hosts.dbaas.failedUnits()).to.deep.equal([]);
  });
});
