import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';

const script = join(import.meta.dirname, '..', '..', '..', '..', 'scripts', 'install-docker.sh');

describe('./scripts/install-docker.sh', () => {
  it('leaves an engine that answers as it is, and says that it runs', async () => {
    const { stdout } = await promisify(execFile)(script);
    expect(stdout).to.match(/^Docker \d[^ ]* is running\.$/m);
  });
});
