import type { DockerEngine } from './docker-engine.ts';
import { EngineUnavailableError } from './engine-errors.ts';
import type { DockerConfig } from './settings.ts';

/**
 * What of the settings does not fit the engine, in sentences that say what to do about it.
 * @throws {EngineUnavailableError} when the engine does not answer though it is there, which may pass
 */
export async function unmetRequirements(
  engine: Pick<DockerEngine, 'has'>,
  config: DockerConfig,
): Promise<string[]> {
  const { workerImage, workerNetwork, snapshotsVolume } = config;
  try {
    const [image, network, volume] = await Promise.all([
      engine.has('image', workerImage),
      engine.has('network', workerNetwork),
      engine.has('volume', snapshotsVolume),
    ]);
    const problems = [];
    if (!image)
      problems.push(
        `WORKER_IMAGE must be an image that the Docker engine has, but there is no ${workerImage}: build it.`,
      );
    if (!network)
      problems.push(
        `WORKER_NETWORK must be a network of the Docker engine, but there is no ${workerNetwork}: create it.`,
      );
    if (!volume)
      problems.push(
        `SNAPSHOTS_VOLUME must be a volume of the Docker engine, but there is no ${snapshotsVolume}: create it.`,
      );
    return problems;
  } catch (error) {
    return [socketProblem(error, config.dockerSocketPath)];
  }
}

function socketProblem(error: unknown, path: string): string {
  const code =
    error instanceof EngineUnavailableError ? (error.cause as NodeJS.ErrnoException).code : undefined;
  switch (code) {
    case 'ENOENT':
      return `DOCKER_SOCKET_PATH must be the socket of a Docker engine, but there is no ${path}: start the engine, or mount its socket there.`;
    case 'EACCES':
      return `DOCKER_SOCKET_PATH must be a socket that this user may use, but ${path} is not: run the orchestrator with the group of that socket.`;
    default:
      throw error;
  }
}
