import type { RunningDockerSystem } from '@rideshare/local';
import type Docker from 'dockerode';

export type Deployed = Pick<RunningDockerSystem, 'docker' | 'deployment' | 'prefix'>;

/** By which all of a deployment is found. */
export function filtersOf({ deployment }: Pick<Deployed, 'deployment'>): { label: string[] } {
  return { label: [`rideshare.deployment=${deployment}`] };
}

/** Every container of a deployment, whatever state it is in. */
export function containersOf(system: Deployed): Promise<Docker.ContainerInfo[]> {
  return system.docker.listContainers({ all: true, filters: filtersOf(system) });
}

/** The name of a container, without the deployment's prefix. */
export function nameOf(
  { Names: [name = ''] }: Docker.ContainerInfo,
  { prefix }: Pick<Deployed, 'prefix'>,
): string {
  return name.slice(`/${prefix}`.length);
}

/** What an engine answers, by its status or just by its words, when somebody else was faster. */
const GONE_STATUS: readonly unknown[] = [304, 404, 409];
const GONE_WORDS =
  /not (running|paused|connected)|stopped container|marked for removal|already finished|no such (container|process)/i;

/** @returns false when the container that was asked of is not there, or not in a state for it, any more */
export async function unlessGone(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    const { statusCode, message } = error as Error & { statusCode?: number };
    if (GONE_STATUS.includes(statusCode) || GONE_WORDS.test(message)) return false;
    throw error;
  }
}
