import { send, type Answer, type Message } from './http.ts';

/** One service of a system, whose address is asked for at each call. */
export class Service {
  readonly #url: () => string;

  constructor(url: () => string) {
    this.#url = url;
  }

  get url(): string {
    return this.#url();
  }

  send(method: string, path: string, message?: Message): Promise<Answer> {
    return send(method, this.url, path, message);
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
