import type { RequestHandler } from 'express';
import { badRequest } from './problem.ts';

const badlyEncoded = new WeakSet<object>();

/** Lets a URL that cannot be decoded reach its route all the same, where it is counted before it is refused. */
export const neutralizeBadEncoding: RequestHandler = (request, _response, next) => {
  if (request.url.includes('%') && !isDecodable(request.url)) {
    badlyEncoded.add(request);
    request.url = request.url.replaceAll('%', '_');
  }
  next();
};

export const refuseBadEncoding: RequestHandler = (request, _response, next) => {
  if (badlyEncoded.has(request)) throw badRequest('The percent-encoding of the URL is malformed.');
  next();
};

function isDecodable(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
