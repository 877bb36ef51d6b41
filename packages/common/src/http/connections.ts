import type { Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/** The connections of a server, and which of them are answering a request. */
export class Connections {
  readonly #sockets = new Set<Socket>();
  readonly #responses = new Set<ServerResponse>();
  #closing = false;
  #cutsIdle = false;

  constructor(server: Server) {
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => this.#sockets.delete(socket));
    });
    server.on('request', (_request, response) => {
      this.#responses.add(response);
      if (this.#closing) response.shouldKeepAlive = false;
      response.once('close', () => this.#over(response));
    });
  }

  /** Whether part of an answer is on its way to this client already. */
  isAnswering(socket: unknown): boolean {
    return [...this.#responses].some((response) => response.req.socket === socket && response.headersSent);
  }

  /** From now on every response says `Connection: close`. */
  closeAfterResponse(): void {
    this.#closing = true;
    for (const response of this.#responses) response.shouldKeepAlive = false;
  }

  /** Cuts the connections that no request is being answered on, now and whenever one comes to that. */
  cutIdle(): void {
    this.#cutsIdle = true;
    const busy = new Set([...this.#responses].map((response) => response.req.socket));
    for (const socket of this.#sockets) if (!busy.has(socket)) socket.destroy();
  }

  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #over(response: ServerResponse): void {
    this.#responses.delete(response);
    // Its headers may have gone out before the closing began, and promised to keep the connection.
    if (this.#cutsIdle) setImmediate(() => this.cutIdle());
  }
}
