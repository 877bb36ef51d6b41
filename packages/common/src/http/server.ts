import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener, Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../logging/logger.ts';
import { idleLingerMs } from '../process/linger.ts';
import { answerClientError } from './client-error.ts';

/** Room for a request line that holds a percent-encoded name of 100,000 characters. */
const MAX_HEADER_BYTES = 1024 * 1024;
/** Longer than the load balancer's and nginx's 60 s, so that it is they who close an idle connection. */
const KEEP_ALIVE_MS = 75_000;
const REQUEST_TIMEOUT_MS = 60_000;
const DEFAULT_GRACE_MS = 8_000;

export interface ListenOptions {
  host: string;
  /** 0 for any free one. */
  port: number;
  logger: Logger;
}

export interface Listening {
  port: number;
  /**
   * Accepts no more connections, lets requests in flight finish with `Connection: close`, and resolves when
   * none is left; after `graceMs` those still open are cut.
   */
  close(graceMs?: number): Promise<void>;
}

/** Serves the application over HTTP/1.1. Rejects when the address cannot be had. */
export async function listen(app: RequestListener, options: ListenOptions): Promise<Listening> {
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
  });
  const responses = new Set<ServerResponse>();
  let draining = false;
  server.on('request', (_request, response) => {
    responses.add(response);
    if (draining) response.shouldKeepAlive = false;
    response.once('close', () => responses.delete(response));
  });
  server.on('request', app);
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const answering = [...responses].some((response) => response.socket === socket && response.headersSent);
    if (answering) socket.destroy();
    else answerClientError(error, socket);
  });

  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  options.logger.info({ host: options.host, port }, 'listening');

  const drain = async (graceMs: number): Promise<void> => {
    draining = true;
    for (const response of responses) response.shouldKeepAlive = false;
    await closeWithin(server, graceMs);
    options.logger.info({ port }, 'closed');
  };
  let closed: Promise<void> | undefined;
  return { port, close: (graceMs = DEFAULT_GRACE_MS) => (closed ??= drain(graceMs)) };
}

async function closeWithin(server: Server, graceMs: number): Promise<void> {
  const closed = once(server, 'close');
  // http.Server's own close cuts idle connections at once, and with them requests already on their way.
  NetServer.prototype.close.call(server);
  const cut = setTimeout(() => server.closeAllConnections(), graceMs);
  const linger = new AbortController();
  const idle = delay(idleLingerMs(), undefined, { signal: linger.signal }).then(
    () => server.closeIdleConnections(),
    () => undefined,
  );
  await closed;
  linger.abort();
  clearTimeout(cut);
  await idle;
}
