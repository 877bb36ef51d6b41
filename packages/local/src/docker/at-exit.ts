import { spawnSync } from 'node:child_process';
import { extname, join } from 'node:path';
import type { DeploymentNames } from './deployment.ts';
import type { Engine } from './engine.ts';

const program = join(import.meta.dirname, `remove-deployment${extname(import.meta.filename)}`);
const timeoutMs = 60_000;

/**
 * Removes all of a deployment when this process ends, as far as it can still do something then.
 * @returns what takes that back
 */
export function removeAtExit({ socketPath }: Engine, { name, prefix }: DeploymentNames): () => void {
  const remove = () => {
    const env = {
      ...process.env,
      DOCKER_HOST: `unix://${socketPath}`,
      DEPLOYMENT: name,
      CONTAINER_PREFIX: prefix,
    };
    spawnSync(process.execPath, [program], { env, stdio: 'ignore', timeout: timeoutMs });
  };
  process.once('exit', remove);
  return () => process.off('exit', remove);
}
