import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

export const REQUEST_ID_HEADER = 'X-Request-Id';

const SANE = /^[\w.:-]{1,128}$/;

/** The id that the caller gave the request, where it is harmless in logs and headers, else a new one. */
export function chooseRequestId(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && SANE.test(given) ? given : randomUUID();
}

/** The id of the request being answered: it is in the response and in the log lines, and worth passing on. */
export function requestId(response: ServerResponse): string {
  return String(response.getHeader(REQUEST_ID_HEADER));
}
