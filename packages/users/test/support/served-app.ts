import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, RequestListener } from 'node:http';
import { text } from 'node:stream/consumers';
import { createLogger, listen, type Listening } from '@rideshare/common';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  /** Parsed where there is one. */
  body: unknown;
}

/** An application on a port of its own, called as a client would: the path goes out just as it is given. */
export class ServedApp {
  readonly #server: Listening;

  private constructor(server: Listening) {
    this.#server = server;
  }

  static async start(app: RequestListener): Promise<ServedApp> {
    const logger = createLogger('test', 'silent');
    return new ServedApp(await listen(app, { host: '127.0.0.1', port: 0, logger }));
  }

  /** Sends the body as JSON; a string goes as it is. */
  async call(method: string, path: string, body?: unknown): Promise<Answer> {
    const content = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(content ?? ''),
    };
    const outgoing = request({
      port: this.#server.port,
      method,
      path,
      agent: false,
      headers: content === undefined ? {} : headers,
    });
    outgoing.end(content);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    const received = await text(response);
    return {
      status: Number(response.statusCode),
      headers: response.headers,
      body: received === '' ? undefined : JSON.parse(received),
    };
  }

  close(): Promise<void> {
    return this.#server.close(0);
  }
}
