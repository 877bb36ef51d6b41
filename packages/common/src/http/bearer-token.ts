import { hash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { unauthorized } from './problem.ts';

/**
 * Lets only requests through that carry the token; the others get 401. Hashes are compared, in constant time,
 * so that neither content nor length of the token can be timed.
 */
export function requireToken(token: string): RequestHandler {
  const expected = digest(token);
  return (request, _response, next) => {
    const [, given] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    if (given === undefined || !timingSafeEqual(digest(given), expected))
      throw unauthorized('This call needs the bearer token.');
    next();
  };
}

function digest(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}
