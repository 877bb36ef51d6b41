import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { StartError } from '../process/errors.ts';
import { deploymentLabel } from './deployment.ts';
import type { Deployment } from './deployment.ts';

const folder = '/snapshots';
/** Of `node` in the images. */
const owner = '1000';

/** Copies what is in `from` into the volume of the snapshots, which has to be there; workers own it then. */
export async function fillSnapshots(
  deployment: Deployment,
  from: string,
  workerImage: string,
): Promise<void> {
  const { docker, name } = deployment;
  const container = await docker.createContainer({
    Image: workerImage,
    Labels: { [deploymentLabel]: name },
    HostConfig: { Mounts: [{ Type: 'volume', Source: `${name}-snapshots`, Target: folder }] },
  });
  try {
    const ownership = ['--numeric-owner', `--owner=+${owner}`, `--group=+${owner}`];
    const tar = spawn('tar', ['--create', `--directory=${from}`, ...ownership, '--', ...readdirSync(from)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const exited = once(tar, 'exit') as Promise<[number | null]>;
    await container.putArchive(tar.stdout, { path: folder });
    const [code] = await exited;
    if (code !== 0) throw new StartError(`tar could not read ${from} (exit code ${code ?? 'unknown'})`);
  } finally {
    await container.remove({ force: true, v: false });
  }
}
