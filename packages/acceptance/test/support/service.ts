import type { OutgoingHttpHeaders } from 'node:http';
import { send, type Answer, type Message } from './http.ts';

/** One service of a system, whose address is asked for at each call. */
export class Service {
  readonly #url: () => string;
  readonly #headers: () => OutgoingHttpHeaders;

  /** @param headers of each request that has not its own */
  constructor(url: () => string, headers: () => OutgoingHttpHeaders = () => ({})) {
    this.#url = url;
    this.#headers = headers;
  }

  get url(): string {
    return this.#url();
  }

  get headers(): OutgoingHttpHeaders {
    return this.#headers();
  }

  send(method: string, path: string, message?: Message): Promise<Answer> {
    return send(method, this.url, path, { ...message, headers: { ...this.headers, ...message?.headers } });
  }

  get(path: string, message?: Message): Promise<Answer> {
    return this.send('GET', path, message);
  }

  put(path: string, json: unknown, message?: Message): Promise<Answer> {
    return this.send('PUT', path, { json, ...message });
  }

  post(path: string, json: unknown, message?: Message): Promise<Answer> {
    return this.send('POST', path, { json, ...message });
  }

  /** Without a body unless one is given. */
  delete(path: string, json?: unknown): Promise<Answer> {
    return this.send('DELETE', path, { json });
  }
}
