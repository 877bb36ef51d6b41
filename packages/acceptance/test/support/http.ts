import http from 'node:http';
import type { IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';

/** What goes with a request beside its method and path. */
export interface Message {
  /** Sent as JSON. */
  json?: unknown;
  /** Sent as it is, for bodies that are no JSON. */
  body?: string | Buffer;
  headers?: OutgoingHttpHeaders;
  /** The socket is destroyed when it fires, and the call rejects. */
  signal?: AbortSignal;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The parsed body; undefined unless it says that it is JSON. */
  json: unknown;
}

/** A test must hear within this time, however busy the machine is. */
const ANSWER_MS = 30_000;

const agent = new http.Agent({ keepAlive: true, maxFreeSockets: 64 });

/** Sends one request as it is given: any method, a path that is not normalised, any body. */
export function send(method: string, url: string, path: string, message: Message = {}): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const body = message.json === undefined ? message.body : JSON.stringify(message.json);
  const headers: OutgoingHttpHeaders = { ...message.headers };
  if (message.json !== undefined) headers['content-type'] ??= 'application/json';
  if (body !== undefined) headers['content-length'] = Buffer.byteLength(body);
  return new Promise((resolve, reject) => {
    const options = { hostname, port, method, path, headers, agent, signal: message.signal };
    const request = http.request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => resolve(toAnswer(response, Buffer.concat(chunks).toString())));
    });
    request.setTimeout(ANSWER_MS, () =>
      request.destroy(new Error(`no answer to ${method} ${path.slice(0, 200)}`)),
    );
    request.once('error', reject);
    request.end(body);
  });
}

function toAnswer({ statusCode = 0, headers }: http.IncomingMessage, text: string): Answer {
  const isJson = /^application\/(problem\+)?json\b/.test(headers['content-type'] ?? '');
  return { status: statusCode, headers, text, json: isJson && text !== '' ? JSON.parse(text) : undefined };
}
