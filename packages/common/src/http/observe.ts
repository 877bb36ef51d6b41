import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { chooseRequestId, requestId, REQUEST_ID_HEADER } from './request-id.ts';
import { READINESS_PATH } from './health.ts';
import { securityHeaders } from './security-headers.ts';

/** Status under which a request is recorded whose client went away before the answer (nginx's number for it). */
const CLIENT_CLOSED_REQUEST = 499;

const failures = new WeakMap<Response, unknown>();

/** Notes why the response became what it is, for its log line. */
export function noteFailure(response: Response, error: unknown): void {
  failures.set(response, error);
}

/** Gives every response its id and helmet's headers, and records it when it is over. */
export function observe(logger: Logger, metrics: Metrics): RequestHandler {
  const headers = securityHeaders();
  return (request, response, next) => {
    const startedAt = performance.now();
    response.setHeader(REQUEST_ID_HEADER, chooseRequestId(request));
    for (const [name, value] of headers) response.setHeader(name, value);
    response.once('close', () => record(request, response, performance.now() - startedAt));
    next();
  };

  function record(request: Request, response: Response, durationMs: number): void {
    const status = response.writableFinished ? response.statusCode : CLIENT_CLOSED_REQUEST;
    const route = routeTemplate(request);
    metrics.observeRequest(request.method, route, status, durationMs / 1000);
    const level = status >= 500 && route !== READINESS_PATH ? 'error' : 'debug';
    if (!logger.isLevelEnabled(level)) return;
    const line = { requestId: requestId(response), method: request.method, url: request.originalUrl, status };
    logger[level]({ ...line, durationMs, err: failures.get(response) }, 'request');
  }
}

/** The path as the route was declared, so that metrics have few labels; nothing a client sends gets in. */
function routeTemplate(request: Request): string {
  const route = request.route as { path: string } | undefined;
  return route?.path ?? 'unknown';
}
