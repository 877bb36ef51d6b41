import type Docker from 'dockerode';
import { containersOf, filtersOf, nameOf, type Deployed } from '../../../src/faults/docker/engine.ts';

/** One container of a deployment, by its name without the deployment's prefix; whether it is there or not. */
export function containerOf({ docker, prefix }: Deployed, name: string): Docker.Container {
  return docker.getContainer(`${prefix}${name}`);
}

/** Containers of a deployment by name, without its prefix, whatever state they are in. */
export async function containersByName(system: Deployed): Promise<Map<string, Docker.ContainerInfo>> {
  return new Map((await containersOf(system)).map((container) => [nameOf(container, system), container]));
}

/** Everything known of each container of a deployment, by name. */
export async function inspectAll(system: Deployed): Promise<Map<string, Docker.ContainerInspectInfo>> {
  const containers = await containersByName(system);
  return new Map(
    await Promise.all(
      Array.from(
        containers,
        async ([name, { Id }]) => [name, await system.docker.getContainer(Id).inspect()] as const,
      ),
    ),
  );
}

/** The volumes that workers of a deployment have, or have left as copies. */
export async function workerVolumes(system: Deployed): Promise<string[]> {
  const { Volumes: volumes } = await system.docker.listVolumes({ filters: filtersOf(system) });
  const others = ['zookeeper', 'rabbitmq', 'snapshots'].map((name) => `${system.deployment}-${name}`);
  return volumes
    .map(({ Name }) => Name)
    .filter((name) => !others.includes(name))
    .sort();
}

/** Whether an engine has a container of this id, running or not. */
export async function exists({ docker }: Deployed, id: string): Promise<boolean> {
  return (await docker.listContainers({ all: true, filters: { id: [id] } })).length > 0;
}

/** What an engine answers when somebody else was faster: nothing there any more, or being removed. */
const GONE: readonly unknown[] = [404, 409];

/** Waits for what is asked of a container, which may be removed meanwhile. */
export async function unlessRemoved(call: Promise<unknown>): Promise<void> {
  await call.catch((error: unknown) => {
    if (!GONE.includes((error as { statusCode?: number }).statusCode)) throw error;
  });
}
