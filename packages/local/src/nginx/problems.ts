import { STATUS_CODES } from 'node:http';

/** What nginx itself can answer, and the sentence that helps. */
const details: Record<number, string> = {
  400: 'The request is malformed: its request line, headers or body break the rules of HTTP.',
  403: 'This is not allowed.',
  404: 'There is nothing at this address.',
  405: 'This method is not accepted here.',
  408: 'The request took too long to arrive.',
  411: 'The request needs a Content-Length.',
  412: 'A precondition of the request is not met.',
  413: 'The body is larger than 1 MiB.',
  414: 'The address is longer than 1 MiB.',
  415: 'This media type is not accepted.',
  416: 'The range cannot be given.',
  421: 'The request came to the wrong server.',
  429: 'Too many requests; try again later.',
  431: 'A header is longer than 1 MiB.',
  500: 'The load balancer failed.',
  501: 'The load balancer does not know how to do this.',
  502: 'The service behind the load balancer cannot be reached.',
  503: 'The service behind the load balancer is not ready.',
  504: 'The service behind the load balancer did not answer in time.',
  505: 'This version of HTTP is not accepted.',
};

/** Statuses of nginx's own that HTTP does not know. */
const aliases: Record<number, number> = { 494: 431 };

const headers: Record<number, string> = {
  405: 'add_header Allow $allowed always;',
  502: 'add_header Retry-After 1 always;',
  503: 'add_header Retry-After 1 always;',
};

function page(status: number, detail: string): string {
  const problem = { type: 'about:blank', title: STATUS_CODES[status], status, detail };
  return [
    `location = /.problem/${status} {`,
    '  internal;',
    '  default_type application/problem+json;',
    `  ${headers[status] ?? ''}`,
    `  return ${status} '${JSON.stringify(problem)}';`,
    '}',
  ].join('\n');
}

/** nginx directives that turn every error of its own into `application/problem+json` (RFC 9457). */
export function problemPages(): string {
  const statuses = Object.keys(details).map(Number);
  return [
    ...statuses.map((status) => `error_page ${status} /.problem/${status};`),
    ...Object.entries(aliases).map(([own, status]) => `error_page ${own} =${status} /.problem/${status};`),
    ...statuses.map((status) => page(status, details[status] ?? '')),
  ].join('\n');
}
