import { setTimeout as sleep } from 'node:timers/promises';
import type Docker from 'dockerode';
import type { Deployment } from './deployment.ts';

const timeoutMs = 60_000;
const pollMs = 100;
/** What the engine was still making when its caller was killed is there after it. */
const settleMs = 300;

/** Removes all that `list` finds until it finds nothing; what vanishes or is in use meanwhile is looked at again. */
async function removeUntilGone<T>(list: () => Promise<T[]>, remove: (found: T) => Promise<unknown>) {
  const deadline = performance.now() + timeoutMs;
  for (let found = await list(); found.length > 0; found = await list()) {
    const outcomes = await Promise.allSettled(found.map(remove));
    const failed = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failed === undefined) continue;
    if (performance.now() >= deadline) throw failed.reason;
    await sleep(pollMs);
  }
}

/** Kills and removes them, the orchestrator before the workers that it would replace. */
export async function removeContainers(deployment: Deployment): Promise<void> {
  const remove = ({ Id }: Docker.ContainerInfo) =>
    deployment.docker.getContainer(Id).remove({ force: true, v: true });
  const isOrchestrator = ({ Names }: Docker.ContainerInfo) =>
    Names.includes(`/${deployment.prefix}orchestrator`);
  await removeUntilGone(async () => (await deployment.containers()).filter(isOrchestrator), remove);
  await removeUntilGone(() => deployment.containers(), remove);
}

export async function removeNetworks(deployment: Deployment): Promise<void> {
  await removeUntilGone(
    () => deployment.networks(),
    (id) => deployment.docker.getNetwork(id).remove(),
  );
}

/** All of them but those in `kept`. */
export async function removeVolumes(
  deployment: Deployment,
  kept: ReadonlySet<string> = new Set(),
): Promise<void> {
  await removeUntilGone(
    async () => (await deployment.volumes()).filter((name) => !kept.has(name)),
    (name) => deployment.docker.getVolume(name).remove(),
  );
}

/** Whatever of it is there, in whatever state. */
export async function removeAll(
  deployment: Deployment,
  keptVolumes: ReadonlySet<string> = new Set(),
): Promise<void> {
  await removeContainers(deployment);
  await sleep(settleMs);
  await removeContainers(deployment);
  await removeNetworks(deployment);
  await removeVolumes(deployment, keptVolumes);
}
