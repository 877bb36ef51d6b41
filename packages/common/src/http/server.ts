import { once } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { Server as NetServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../logging/logger.ts';
import { idleLingerMs } from '../process/linger.ts';
import { answerClientError } from './client-error.ts';
import { Connections } from './connections.ts';
import { sendProblem } from './problem-document.ts';
import { badRequest } from './problem.ts';
import { originForm } from './request-target.ts';

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
   * Accepts no more connections, lets requests in flight finish with `Connection: close`, and resolves when no
   * connection is left; after `graceMs` (default 8,000) those still open are cut.
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
  const connections = new Connections(server);
  server.on('request', (request, response) => {
    const target = originForm(request.url ?? '');
    if (target === undefined) {
      sendProblem(response, badRequest('The request target is not a path.'));
    } else {
      request.url = target;
      app(request, response);
    }
  });
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (connections.isAnswering(socket)) socket.destroy();
    else answerClientError(error, socket);
  });

  server.listen(options.port, options.host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  options.logger.info({ host: options.host, port }, 'listening');

  const drain = async (graceMs: number): Promise<void> => {
    const closed = once(server, 'close');
    // http.Server's own close cuts idle connections at once, and with them requests already on their way.
    NetServer.prototype.close.call(server);
    connections.closeAfterResponse();
    options.logger.info({ port }, 'closing');
    const timers = [
      setTimeout(() => connections.cutIdle(), idleLingerMs()),
      setTimeout(() => connections.cutAll(), graceMs),
    ];
    await closed;
    timers.forEach(clearTimeout);
    options.logger.info({ port }, 'closed');
  };
  let closed: Promise<void> | undefined;
  return { port, close: (graceMs = DEFAULT_GRACE_MS) => (closed ??= drain(graceMs)) };
}
