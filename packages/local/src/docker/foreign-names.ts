import { StartError } from '../process/errors.ts';
import { deploymentLabel, partNames } from './deployment.ts';
import type { Deployment } from './deployment.ts';

function isOurs(name: string, prefix: string): boolean {
  if (!name.startsWith(prefix)) return false;
  const own = name.slice(prefix.length);
  return partNames.some((part) => part === own) || /^(master|slave(-\d+)?)$/.test(own);
}

/** @throws {@link StartError} when a container of somebody else bears a name that the deployment needs */
export async function refuseForeignNames({ docker, name: deployment, prefix }: Deployment): Promise<void> {
  for (const { Names, Labels, Image } of await docker.listContainers({ all: true })) {
    const name = Names.map((path) => path.slice(1)).find((own) => isOurs(own, prefix));
    const owner = Labels[deploymentLabel];
    if (name === undefined || owner === deployment) continue;
    const whose = owner === undefined ? 'is none of RideShare’s' : `belongs to the deployment ${owner}`;
    throw new StartError(
      `a container named ${name} (image ${Image}) ${whose}: remove it, or set CONTAINER_PREFIX, to ` +
        `"${deployment}-" for example, so that ours are named otherwise.`,
    );
  }
}
