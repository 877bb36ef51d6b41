import Docker from 'dockerode';
import { statSync } from 'node:fs';

const answerTimeoutMs = 5_000;

/** The Docker engine of this machine. */
export interface Engine {
  docker: Docker;
  /** Where it listens. */
  socketPath: string;
  /** The same socket as containers mount it. */
  mountedSocketPath: string;
}

/** There is no Docker engine, or none that can be used; its message is a sentence. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

const defaultSocketPath = '/var/run/docker.sock';

function socketPathOf(address: string): string {
  const [, path] = /^unix:\/\/(\/.+)$/.exec(address) ?? [];
  if (path !== undefined) return path;
  throw new EngineError(`DOCKER_HOST must be unix:///… (an engine of this machine), but is "${address}".`);
}

/**
 * The engine that `DOCKER_HOST`, else `DOCKER_SOCKET`, names, by default that of the machine.
 * @throws {@link EngineError} when it is one of another machine
 */
export function engineOf(env: NodeJS.ProcessEnv): Engine {
  const { DOCKER_HOST: address = '', DOCKER_SOCKET: mounted = '' } = env;
  const usual = mounted === '' ? defaultSocketPath : mounted;
  const socketPath = address === '' ? usual : socketPathOf(address);
  return {
    docker: new Docker({ socketPath }),
    socketPath,
    mountedSocketPath: mounted === '' ? socketPath : mounted,
  };
}

const sentences: Record<string, (path: string) => string> = {
  ENOENT: (path) => `there is no Docker engine at ${path}.`,
  ECONNREFUSED: (path) => `no Docker engine answers at ${path}.`,
  EACCES: (path) => `this user may not use the Docker engine at ${path} (group docker may).`,
};

/** @throws {@link EngineError} when it does not answer within 5 s */
export async function requireEngine({ socketPath }: Engine): Promise<void> {
  try {
    await new Docker({ socketPath, timeout: answerTimeoutMs }).ping();
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? '';
    const sentence = sentences[code] ?? ((path) => `the Docker engine at ${path} does not answer.`);
    throw new EngineError(sentence(socketPath), { cause });
  }
}

/** Group that may use its socket. */
export function socketGroup({ socketPath }: Engine): number {
  return statSync(socketPath).gid;
}

/** Whether an engine says that something is not there. */
export function isMissing(error: unknown): boolean {
  return (error as { statusCode?: number }).statusCode === 404;
}
