import { createHash } from 'node:crypto';
import type { DeploymentNames } from './deployment.ts';

const usualName = 'rideshare';

/** Other folders than a checkout's own have other names, so that their systems do not meet on one engine. */
function usualNames(dir: string, isUsualFolder: boolean): DeploymentNames {
  if (isUsualFolder) return { name: usualName, prefix: '' };
  const name = `${usualName}-${createHash('sha256').update(dir).digest('hex').slice(0, 8)}`;
  return { name, prefix: `${name}-` };
}

/** What a folder's deployment is called: as `DEPLOYMENT` and `CONTAINER_PREFIX` say, as it was, as is usual. */
export function namesFor(
  dir: string,
  isUsualFolder: boolean,
  recorded: DeploymentNames | undefined,
  { DEPLOYMENT: name = '', CONTAINER_PREFIX: prefix }: NodeJS.ProcessEnv,
): DeploymentNames {
  const known = recorded ?? usualNames(dir, isUsualFolder);
  if (name === '' || name === known.name) return { name: known.name, prefix: prefix ?? known.prefix };
  return { name, prefix: prefix ?? '' };
}
