import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface ScriptedAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** `reset` breaks the connection after the request has been read, `silence` never answers. */
export type Reaction = ScriptedAnswer | 'reset' | 'silence';

export interface SeenRequest {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** An HTTP server that answers as told, in order, the last one for ever, and remembers what it was asked. */
export class ScriptedServer {
  readonly seen: SeenRequest[] = [];
  private readonly server: Server;
  private reactions: Reaction[] = [];

  private constructor() {
    this.server = createServer((request, response) => {
      void this.react(request, response);
    });
  }

  static async start(): Promise<ScriptedServer> {
    const scripted = new ScriptedServer();
    scripted.server.listen(0, '127.0.0.1');
    await once(scripted.server, 'listening');
    return scripted;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  script(...reactions: Reaction[]): void {
    this.seen.length = 0;
    this.reactions = reactions;
  }

  async close(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, 'close');
  }

  private async react(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { method, url, headers } = request;
    this.seen.push({ method, url, headers, body: body === '' ? undefined : (JSON.parse(body) as unknown) });
    const reaction = (this.reactions.length > 1 ? this.reactions.shift() : this.reactions[0]) ?? {
      status: 200,
    };
    if (reaction === 'silence') return;
    if (reaction === 'reset') request.socket.resetAndDestroy();
    else response.writeHead(reaction.status, reaction.headers).end(JSON.stringify(reaction.body));
  }
}
