import { request } from 'node:http';
import type { Agent, IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Call {
  method?: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
  agent?: Agent;
}

/**
 * One request by node's own client: it never retries, so that what fails is seen to fail.
 * The path goes out as it stands in the URL, well-formed or not.
 */
export function call(url: string, { method = 'GET', headers = {}, body, agent }: Call = {}): Promise<Answer> {
  const [, host = '', port = '', path = ''] = /^http:\/\/([^/:]+):(\d+)(.*)$/su.exec(url) ?? [];
  const chunked = headers['Transfer-Encoding'] !== undefined;
  const length = body === undefined || chunked ? {} : { 'Content-Length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const target = { host, port, path, method, headers: { ...headers, ...length } };
    const sent = request(agent ? { ...target, agent } : target, (response) => {
      text(response).then(
        (received) =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: received }),
        reject,
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

export const json = { 'Content-Type': 'application/json' };
