import { join } from 'node:path';
import { StartError, reason } from '../process/errors.ts';
import { runCommand } from './command.ts';
import { socketGroup } from './engine.ts';
import type { DeploymentNames, PartName } from './deployment.ts';
import type { Engine } from './engine.ts';
import type { EndpointName } from '../system/plan.ts';

/** How docker-compose is called. */
export type ComposeCommand = readonly [string, ...string[]];

const repository = join(import.meta.dirname, '..', '..', '..', '..');
const tailLines = 15;
/** User and group id of `node` in the images. */
const imageUser = 1000;

export interface DockerPlan extends DeploymentNames {
  /** Address that the ports are published on. */
  host: string;
  ports: Record<EndpointName, number>;
}

const never = new AbortController().signal;

async function works(command: ComposeCommand): Promise<boolean> {
  const options = { env: process.env, cwd: repository, signal: never };
  const { code } = await runCommand(command, options).catch(() => ({ code: null }));
  return code === 0;
}

/**
 * Version 2 when it is there, else version 1.
 * @throws {@link StartError} when there is none, or no client of the engine
 */
export async function requireCompose(): Promise<ComposeCommand> {
  if (!(await works(['docker', '--version']))) throw new StartError('the docker client is not there.');
  for (const command of [['docker', 'compose'], ['docker-compose']] as const) {
    if (await works([...command, 'version'])) return command;
  }
  throw new StartError('neither docker compose nor docker-compose is there.');
}

/** What the repository's docker-compose.yml reads, on top of `inherited`. */
function environment(engine: Engine, plan: DockerPlan, inherited: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ORCHESTRATOR_USER: `${imageUser}:${socketGroup(engine)}`,
    ...inherited,
    DOCKER_HOST: `unix://${engine.socketPath}`,
    DOCKER_SOCKET: engine.mountedSocketPath,
    DEPLOYMENT: plan.name,
    CONTAINER_PREFIX: plan.prefix,
    HOST: plan.host,
    EDGE_PORT: String(plan.ports.edge),
    USERS_PORT: String(plan.ports.users),
    RIDES_PORT: String(plan.ports.rides),
    DBAAS_PORT: String(plan.ports.dbaas),
  };
}

/** The repository's docker-compose.yml for one deployment. */
export class Composition {
  readonly #command: ComposeCommand;
  readonly #env: NodeJS.ProcessEnv;

  constructor(command: ComposeCommand, engine: Engine, plan: DockerPlan, inherited: NodeJS.ProcessEnv) {
    this.#command = [
      ...command,
      ...['--project-name', plan.name, '--project-directory', repository],
      ...['--file', join(repository, 'docker-compose.yml')],
    ];
    this.#env = environment(engine, plan, inherited);
  }

  /** Creates what these parts need, and starts them. */
  async up(parts: readonly PartName[], signal: AbortSignal): Promise<void> {
    await this.#run(['up', '--detach', '--no-build', ...parts], signal);
  }

  /** Creates what these parts need, and the parts, without starting them. */
  async create(parts: readonly PartName[], signal: AbortSignal): Promise<void> {
    await this.#run(['up', '--no-start', '--no-build', ...parts], signal);
  }

  async #run(args: string[], signal: AbortSignal): Promise<void> {
    const options = { env: this.#env, cwd: repository, signal };
    const { code, output } = await runCommand([...this.#command, ...args], options).catch(
      (error: unknown) => {
        signal.throwIfAborted();
        throw new StartError(`docker-compose cannot be run: ${reason(error)}`, { cause: error });
      },
    );
    if (code === 0) return;
    const tail = output.trimEnd().split('\n').slice(-tailLines).join('\n');
    throw new StartError(`docker-compose failed (exit code ${code ?? 'unknown'}):\n${tail}`);
  }
}
