import { isUtf8 } from 'node:buffer';
import express from 'express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { badRequest } from './problem.ts';
import { bodyProblem } from './request-error.ts';

export const BODY_LIMIT_BYTES = 1024 * 1024;

const emptyBodies = new WeakSet<object>();

const parse: RequestHandler = express.json({
  limit: BODY_LIMIT_BYTES,
  strict: false,
  type: () => true,
  verify: (request, _response, body, encoding) => {
    if (body.length === 0) emptyBodies.add(request);
    else if (encoding === 'utf-8' && !isUtf8(body))
      throw Object.assign(new Error('not UTF-8'), { type: 'entity.not.utf8' });
  },
});

/**
 * Parses the body, which has to be JSON: an object or any other value. An empty one leaves `request.body` undefined.
 * `next` gets the `HttpProblem`, if there is one.
 */
export function parseJsonBody(request: Request, response: Response, next: NextFunction): void {
  if (
    request.headers['transfer-encoding'] === undefined &&
    !(Number(request.headers['content-length']) > 0)
  ) {
    next();
    return;
  }
  if (request.is(['json', '+json']) === false) {
    next(badRequest('The body has to be JSON: send it with Content-Type: application/json.'));
    return;
  }
  parse(request, response, (error?: unknown) => {
    if (emptyBodies.has(request)) request.body = undefined;
    next(error === undefined ? undefined : bodyProblem(error));
  });
}
