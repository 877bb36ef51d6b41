import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { BenchFailure } from './failure.ts';

export interface BareServer {
  url: string;
  stop: () => Promise<void>;
}

/** Starts the bare server with its database under `stateDir`: on the same file system as the system's own data. */
export async function startBareServer(stateDir: string): Promise<BareServer> {
  await mkdir(stateDir, { recursive: true });
  const child = fork(fileURLToPath(import.meta.resolve('./bare-server.js')), [stateDir]);
  const exited = once(child, 'exit');
  const told = once(child, 'message').then(([message]) => message as unknown);
  const port = await Promise.race([told, exited]);
  if (typeof port !== 'number') {
    throw new BenchFailure('The bare server, which the system is compared with, did not start.');
  }
  const stop = async () => {
    if (child.connected) child.disconnect();
    await exited;
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}
