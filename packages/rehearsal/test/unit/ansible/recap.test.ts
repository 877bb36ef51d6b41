import { expect } from 'chai';
import { changesOf, recapOf } from '../../../src/ansible/recap.ts';

const output = `
PLAY [Prepare the hosts] *******************************************************

TASK [base : Install the packages] *********************************************
Wednesday 25 November 2026  21:04:25 +0000 (0:00:03.249)       0:02:37.485 ****
ok: [rides]
changed: [users]

TASK [base : Make the folders] *************************************************
changed: [users] => (item=/etc/a)
changed: [users] => (item=/etc/b)
changed: [rides -> localhost] => (item=/etc/a)
ok: [rides] => (item=changed: [dbaas])

RUNNING HANDLER [nginx : Reload nginx] *****************************************
changed: [rides]

PLAY RECAP *********************************************************************
rides                      : ok=2    changed=2    unreachable=0    failed=0    skipped=3    rescued=0    ignored=1
users                      : ok=2    changed=2    unreachable=1    failed=0    skipped=0    rescued=0    ignored=0

Wednesday 25 November 2026  21:04:33 +0000 (0:00:04.264)       0:02:45.539 ****
===============================================================================
base : Install the packages --------------------------------------------- 13.25s
`;

describe('what a playbook says', () => {
  it('is known by host', () => {
    expect(recapOf(output)).to.deep.equal({
      rides: { ok: 2, changed: 2, unreachable: 0, failed: 0, skipped: 3, rescued: 0, ignored: 1 },
      users: { ok: 2, changed: 2, unreachable: 1, failed: 0, skipped: 0, rescued: 0, ignored: 0 },
    });
  });

  it('is nothing when it broke off before its recap', () => {
    expect(recapOf('ERROR! the playbook: site.yml could not be found')).to.deep.equal({});
  });

  it('tells each task that changed a host, handlers too, and one with a loop once', () => {
    expect(changesOf(output)).to.deep.equal([
      { host: 'users', task: 'base : Install the packages' },
      { host: 'users', task: 'base : Make the folders' },
      { host: 'rides', task: 'base : Make the folders' },
      { host: 'rides', task: 'nginx : Reload nginx' },
    ]);
  });
});
