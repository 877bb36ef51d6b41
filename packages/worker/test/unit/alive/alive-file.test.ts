import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { createLogger } from '@rideshare/common';
import { temporaryFolder, type TemporaryFolder } from '@rideshare/local';
import { expect } from 'chai';
import { AliveFile } from '../../../src/alive/alive-file.ts';

describe('The file that tells that a worker is alive', () => {
  let folder: TemporaryFolder;
  let warnings: string[];

  const logger = createLogger('test', 'silent');

  beforeEach(async () => {
    folder = await temporaryFolder();
    warnings = [];
    logger.warn = (_: unknown, message?: string) => void warnings.push(message ?? '');
  });

  afterEach(() => folder.remove());

  it('is not there before it is touched, and is as old as the latest touch', async () => {
    const path = join(folder.path, 'alive');
    const file = new AliveFile(path, logger);
    expect(existsSync(path)).to.equal(false);
    await file.touch();
    utimesSync(path, 0, 0);
    await file.touch();
    expect(statSync(path).mtimeMs).to.be.above(0);
  });

  it('does no harm where it cannot be made, and says so once', async () => {
    const file = new AliveFile(join(folder.path, 'missing', 'alive'), logger);
    await file.touch();
    await file.touch();
    expect(warnings).to.deep.equal(['nobody can see from outside that the worker is well']);
  });
});
