import type Docker from 'dockerode';
import type { ContainerCreateOptions } from 'dockerode';
import type { Place } from '../network/cast.ts';
import type { Stage } from './stage.ts';

/** A container of a rehearsal, by the last part of its name. */
export type ContainerOptions = ContainerCreateOptions & { Image: string };

/** Creates a container that this machine's network is also that of, and starts it. */
export function startBeside(
  stage: Stage,
  part: string,
  options: ContainerOptions,
): Promise<Docker.Container> {
  const HostConfig = { ...options.HostConfig, NetworkMode: 'host' };
  return createContainer(stage, part, { ...options, HostConfig }).then(started);
}

/** Creates a container that has an address in the rehearsal's network. */
export function createAt(
  stage: Stage,
  part: string,
  { address }: Place,
  options: ContainerOptions,
): Promise<Docker.Container> {
  const HostConfig = { ...options.HostConfig, NetworkMode: stage.name };
  const NetworkingConfig = { EndpointsConfig: { [stage.name]: { IPAMConfig: { IPv4Address: address } } } };
  return createContainer(stage, part, { ...options, HostConfig, NetworkingConfig });
}

function createContainer(
  { docker, name, labels }: Stage,
  part: string,
  options: ContainerOptions,
): Promise<Docker.Container> {
  return docker.createContainer({ name: `${name}-${part}`, Labels: labels, ...options });
}

/** Starts it. @returns it */
export async function started(container: Docker.Container): Promise<Docker.Container> {
  await container.start();
  return container;
}
