import { Agent, request, type IncomingMessage } from 'node:http';

export interface Answer {
  /** 0 when no answer came. */
  status: number;
  /** Why no answer came, if none did. */
  body: string;
  /** Whether it is certain that the request never reached anybody. */
  unsent: boolean;
}

export interface Request {
  method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  path: string;
  json?: unknown;
  headers?: Record<string, string>;
}

/** Longer than any part of the system lets a caller wait. */
const TIMEOUT_MS = 30_000;

/** Plain HTTP, cheap enough to leave the machine to the system under load. Never rejects. */
export class HttpClient {
  readonly #base: URL;
  readonly #agent: Agent;

  /** @param keepAlive whether connections are kept, or each request opens one */
  constructor(baseUrl: string, keepAlive = true) {
    this.#base = new URL(baseUrl);
    this.#agent = new Agent({ keepAlive });
  }

  send({ method, path, json, headers = {} }: Request): Promise<Answer> {
    const content = json === undefined ? undefined : Buffer.from(JSON.stringify(json));
    const { hostname, port } = this.#base;
    const all: Record<string, string | number> = { ...headers };
    if (content) {
      all['content-type'] = 'application/json';
      all['content-length'] = content.length;
    }
    return new Promise((resolve) => {
      const outgoing = request(
        { hostname, port, path, method, agent: this.#agent, headers: all, timeout: TIMEOUT_MS },
        (response) => void bodyOf(response).then(resolve),
      );
      outgoing.on('timeout', () => outgoing.destroy(new Error(`no answer within ${TIMEOUT_MS} ms`)));
      outgoing.on('error', (error: NodeJS.ErrnoException) => resolve(unanswered(error)));
      outgoing.end(content);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/** An answer that breaks off is none. */
function bodyOf(response: IncomingMessage): Promise<Answer> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), unsent: false });
    });
    response.on('error', (error: NodeJS.ErrnoException) => resolve({ ...unanswered(error), unsent: false }));
  });
}

function unanswered({ code, message }: NodeJS.ErrnoException): Answer {
  return { status: 0, body: code ?? message, unsent: code === 'ECONNREFUSED' };
}
