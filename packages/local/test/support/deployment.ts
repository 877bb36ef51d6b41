import { randomBytes } from 'node:crypto';
import { Deployment } from '../../src/docker/deployment.ts';
import { engineOf } from '../../src/docker/engine.ts';
import { removeAll } from '../../src/docker/remove.ts';

/** A name on the engine that is nobody else's, and what is there under it. */
export class TestDeployment {
  readonly names = nameFor(randomBytes(4).toString('hex'));
  readonly docker = engineOf(process.env).docker;
  readonly #deployment = new Deployment(this.docker, this.names);

  /** For a command that is to be about it. */
  get env(): NodeJS.ProcessEnv {
    return { DEPLOYMENT: this.names.name, CONTAINER_PREFIX: this.names.prefix };
  }

  /** Names of its containers without their prefix, by the alphabet. */
  async containers(): Promise<string[]> {
    const found = await this.#deployment.containers();
    return found.flatMap(({ Names }) => Names.map((name) => name.slice(1 + this.names.prefix.length))).sort();
  }

  async ids(): Promise<string[]> {
    return (await this.#deployment.containers()).map(({ Id }) => Id).sort();
  }

  /** What is on the engine of it, by its kind. */
  async left(): Promise<{ containers: string[]; networks: string[]; volumes: string[] }> {
    return {
      containers: await this.containers(),
      networks: await this.#deployment.networks(),
      volumes: await this.#deployment.volumes(),
    };
  }

  container(name: string) {
    return this.docker.getContainer(`${this.names.prefix}${name}`);
  }

  remove(): Promise<void> {
    return removeAll(this.#deployment);
  }
}

export const nothing = { containers: [], networks: [], volumes: [] };

function nameFor(random: string) {
  return { name: `rs-${random}`, prefix: `rs-${random}-` };
}
