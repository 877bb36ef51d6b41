import { StartError } from '../process/errors.ts';
import { isMissing } from './engine.ts';
import type Docker from 'dockerode';

/** The containers that are there from the start beside the workers, in the order they start. */
export const partNames = [
  'zookeeper',
  'rabbitmq',
  'orchestrator',
  'users',
  'rides',
  'load-balancer',
] as const;
export type PartName = (typeof partNames)[number];

/** On everything of a deployment: its containers, networks and volumes. */
export const deploymentLabel = 'rideshare.deployment';
/** On the containers of workers: whose it is. */
export const workerLabel = 'rideshare.worker';

export interface DeploymentNames {
  /** Value of the label, and beginning of the names of networks and volumes. */
  name: string;
  /** Beginning of the names of containers. */
  prefix: string;
}

/** @throws {@link StartError} when Docker would not take them */
export function checkNames({ name, prefix }: DeploymentNames): void {
  if (!/^[a-z0-9][a-z0-9_-]*$/.test(name))
    throw new StartError(`DEPLOYMENT must consist of a-z, 0-9, - and _, but is "${name}".`);
  if (!/^([a-zA-Z0-9][a-zA-Z0-9_.-]*)?$/.test(prefix))
    throw new StartError(`CONTAINER_PREFIX must consist of letters, digits, -, _ and ., but is "${prefix}".`);
}

/** One system on an engine: all that carries its label. */
export class Deployment {
  readonly docker: Docker;
  readonly name: string;
  readonly prefix: string;
  readonly #filters: { label: string[] };

  constructor(docker: Docker, { name, prefix }: DeploymentNames) {
    this.docker = docker;
    this.name = name;
    this.prefix = prefix;
    this.#filters = { label: [`${deploymentLabel}=${name}`] };
  }

  /** Also those that do not run. */
  containers(): Promise<Docker.ContainerInfo[]> {
    return this.docker.listContainers({ all: true, filters: this.#filters });
  }

  async networks(): Promise<string[]> {
    return (await this.docker.listNetworks({ filters: this.#filters })).map(({ Id }) => Id);
  }

  async volumes(): Promise<string[]> {
    return (await this.docker.listVolumes({ filters: this.#filters })).Volumes.map(({ Name }) => Name);
  }

  container(part: PartName): Docker.Container {
    return this.docker.getContainer(`${this.prefix}${part}`);
  }

  /** Undefined when it is not there. */
  async inspect(part: PartName): Promise<Docker.ContainerInspectInfo | undefined> {
    try {
      const found = await this.container(part).inspect();
      return found.Config.Labels[deploymentLabel] === this.name ? found : undefined;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }
}
