import { createServer } from 'node:net';
import type { Server } from 'node:net';

/** Below the range the kernel gives to outgoing connections. */
const first = 20_000;
const last = 32_000;
const tries = 200;

const claims: Server[] = [];

function listen(server: Server, where: { path: string } | { port: number; host: string }): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(false);
      else reject(error);
    });
    server.listen(where, () => resolve(true));
  });
}

/** Whether `port` can be bound on `host` now. */
export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  const server = createServer();
  const free = await listen(server, { port, host });
  if (free) await new Promise((resolve) => server.close(resolve));
  return free;
}

/** Marks a port as taken for every process of ours, until this one ends. The kernel forgets the name with its holder. */
async function claim(port: number): Promise<boolean> {
  const server = createServer();
  const claimed = await listen(server, { path: `\0rideshare-port-${port}` });
  if (!claimed) return false;
  server.unref();
  claims.push(server);
  return true;
}

/** Claims `port` when it is free on `host` and no other process of ours is about to use it. */
export async function claimPort(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await isPortFree(port, host)) && (await claim(port));
}

/** A port that is free on 127.0.0.1 and is given to nobody else while this process lives. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const port = first + Math.floor(Math.random() * (last - first));
    if (await claimPort(port)) return port;
  }
  throw new Error(`no free port found between ${first} and ${last}`);
}
