import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { temporaryFolder } from '../../src/process/temporary-folder.ts';
import type { TemporaryFolder } from '../../src/process/temporary-folder.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, '..', '..', '..', '..', 'scripts', 'pack-images');
const { RABBITMQ_IMAGE = 'rabbitmq:3.13', ZOOKEEPER_IMAGE = 'zookeeper:3.8' } = process.env;

describe('./scripts/pack-images', function () {
  this.timeout(300_000);

  const version = `test-${process.pid}`;
  const ours = ['users', 'rides', 'orchestrator', 'worker'].map((name) => `${name}:${version}`);
  let folder: TemporaryFolder;

  before(async () => {
    folder = await temporaryFolder();
  });
  after(async () => {
    await run('docker', ['image', 'rm', ...ours]);
    await folder.remove();
  });

  const pack = (name: string) => run(script, [name], { env: { ...process.env, PACKED_IMAGES: folder.path } });

  async function imagesIn(archive: string): Promise<string[]> {
    const file = join(folder.path, version, archive);
    const { stdout } = await run('tar', ['--extract', '--to-stdout', '--file', file, 'manifest.json']);
    return (JSON.parse(stdout) as { RepoTags: string[] }[]).flatMap(({ RepoTags }) => RepoTags).sort();
  }

  it('writes what each host needs, and names the version that is deployed next', async () => {
    await pack(version);
    const [users = '', rides = '', ...database] = ours;
    expect(await imagesIn('users.tar')).to.deep.equal([users]);
    expect(await imagesIn('rides.tar')).to.deep.equal([rides]);
    expect(await imagesIn('dbaas.tar')).to.deep.equal([...database, RABBITMQ_IMAGE, ZOOKEEPER_IMAGE].sort());
    expect(await readFile(join(folder.path, 'current'), 'utf8')).to.equal(`${version}\n`);
  });

  it('does not pack the same sources again, where git tells them', async function () {
    await run('git', ['rev-parse', 'HEAD']).catch(() => this.skip());
    expect((await pack(version)).stdout).to.match(/It is packed already\.$/m);
  });

  it('refuses what cannot be the tag of an image', async () => {
    const error: unknown = await pack('a/b').catch((reason: unknown) => reason);
    expect(error).to.include({ code: 2 });
  });
});
