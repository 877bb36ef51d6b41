import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import express from 'express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { bodyProblem } from './body-problem.ts';
import { badRequest } from './problem.ts';
import { isWellFormed } from './well-formed.ts';

const LIMIT_BYTES = 1024 * 1024;

const empty = new WeakSet<IncomingMessage>();
const mayHoldSurrogates = new WeakSet<IncomingMessage>();

const parse: RequestHandler = express.json({
  limit: LIMIT_BYTES,
  strict: false,
  type: () => true,
  verify: (request, _response, body, encoding) => {
    if (encoding !== 'utf-8') throw Object.assign(new Error(encoding), { type: 'charset.unsupported' });
    if (!isUtf8(body)) throw Object.assign(new Error('not UTF-8'), { type: 'entity.not.utf8' });
    if (body.length === 0) empty.add(request);
    if (body.includes('\\ud') || body.includes('\\uD')) mayHoldSurrogates.add(request);
  },
});

/**
 * Parses the body, which has to be JSON: an object or any other value. An empty one leaves `request.body` undefined.
 * `next` gets the `HttpProblem`, if there is one.
 */
export function parseJsonBody(request: Request, response: Response, next: NextFunction): void {
  if (!hasBody(request)) {
    next();
  } else if (request.is(['json', '+json']) === false) {
    next(badRequest('The body has to be JSON: send it with Content-Type: application/json.'));
  } else {
    parse(request, response, (error?: unknown) => {
      if (error !== undefined) next(bodyProblem(error));
      else if (mayHoldSurrogates.has(request) && !isWellFormed(request.body))
        next(badRequest('The body holds half of a surrogate pair, which is not Unicode.'));
      else {
        if (empty.has(request)) request.body = undefined;
        next();
      }
    });
  }
}

function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
