import { connect } from 'node:net';

const CLOSE_MS = 30_000;

/**
 * Writes bytes to a socket and gives all that came back until the other side closed it.
 *
 * @param ending whether to say that no more will come, as after a request that is cut off
 */
export function exchange(url: string, bytes: string | Uint8Array, ending = true): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect({ host: hostname, port: Number(port || 80), allowHalfOpen: true });
    socket.setTimeout(CLOSE_MS, () => socket.destroy(new Error('the connection was left open')));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('close', () => resolve(Buffer.concat(chunks).toString('latin1')));
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') reject(error);
    });
    socket.once('end', () => socket.end());
    socket.write(bytes);
    if (ending) socket.end();
  });
}

/** A complete GET that asks to close the connection. */
export function get(path: string, headers = ''): string {
  return `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`;
}
