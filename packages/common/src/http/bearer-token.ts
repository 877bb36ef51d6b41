import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { unauthorized } from './problem.ts';

/**
 * A check that throws 401 unless the request carries the token. Hashes are compared, in constant time,
 * so that neither content nor length of the token can be timed.
 */
export function requireToken(token: string): (request: IncomingMessage) => void {
  const expected = digest(token);
  return (request) => {
    const [, given] = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '') ?? [];
    if (given === undefined || !timingSafeEqual(digest(given), expected))
      throw unauthorized('This call needs a valid bearer token.');
  };
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
