import { partNames, workerLabel } from './deployment.ts';
import { removeContainers, removeNetworks } from './remove.ts';
import type { Deployment } from './deployment.ts';
import type { StepRunner } from './start-group.ts';
import type Docker from 'dockerode';

/** Each gets the time to end that it was made with; one that cannot be asked to is killed by its removal. */
async function stopAndRemove(docker: Docker, containers: readonly Docker.ContainerInfo[]): Promise<void> {
  await Promise.all(
    containers.map(async ({ Id }) => {
      const container = docker.getContainer(Id);
      await container.stop().catch(() => undefined);
      await container.remove({ force: true, v: true }).catch(() => undefined);
    }),
  );
}

/** Stops in the reverse order of the start and removes containers and networks; the volumes stay. */
export async function takeDown(deployment: Deployment, step: StepRunner): Promise<void> {
  const { docker, prefix } = deployment;
  const stop = async (name: string, isMeant: (container: Docker.ContainerInfo) => boolean) => {
    const meant = (await deployment.containers()).filter(isMeant);
    if (meant.length > 0) await step(name, () => stopAndRemove(docker, meant));
  };
  for (const part of partNames.toReversed()) {
    await stop(part, ({ Names }) => Names.includes(`/${prefix}${part}`));
    if (part === 'orchestrator') await stop('workers', ({ Labels }) => workerLabel in Labels);
  }
  await removeContainers(deployment);
  await removeNetworks(deployment);
}
