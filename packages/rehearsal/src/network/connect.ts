import { connect as open } from 'node:net';
import { connectTimeoutMs, type Reach, type Target } from './vantage.ts';

const meanings: Record<string, Reach> = {
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'dropped',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
};

/** @throws Error when it fails in a way that tells nothing of the target */
function connect({ address, port }: Target): Promise<Reach> {
  return new Promise((resolve, reject) => {
    const socket = open({ host: address, port, timeout: connectTimeoutMs });
    const end = (reach: Reach) => {
      socket.destroy();
      resolve(reach);
    };
    socket.once('connect', () => end('open'));
    socket.once('timeout', () => end('dropped'));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const reach = meanings[error.code ?? ''];
      if (reach === undefined) reject(error);
      else resolve(reach);
    });
  });
}

/** Tries to open a connection to each, all at once. @returns what came of each, in their order */
export function connectAll(targets: readonly Target[]): Promise<Reach[]> {
  return Promise.all(targets.map(connect));
}
