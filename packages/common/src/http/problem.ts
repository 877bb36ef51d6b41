export interface ProblemOptions {
  /** What is wrong with each field of the request. */
  errors?: Record<string, string>;
  /** Headers that the answer carries besides. */
  headers?: Record<string, string>;
  cause?: unknown;
}

/** An answer other than success; thrown by a handler, sent as `application/problem+json` (RFC 9457). */
export class HttpProblem extends Error {
  readonly status: number;
  readonly detail: string;
  readonly errors: Record<string, string> | undefined;
  readonly headers: Record<string, string>;

  constructor(status: number, detail: string, options: ProblemOptions = {}) {
    super(detail, 'cause' in options ? { cause: options.cause } : undefined);
    this.name = 'HttpProblem';
    this.status = status;
    this.detail = detail;
    this.errors = options.errors;
    this.headers = options.headers ?? {};
  }
}

export function badRequest(detail: string, errors?: Record<string, string>): HttpProblem {
  return new HttpProblem(400, detail, errors ? { errors } : {});
}

export function unauthorized(detail: string): HttpProblem {
  return new HttpProblem(401, detail, { headers: { 'WWW-Authenticate': 'Bearer' } });
}

export function notFound(detail: string): HttpProblem {
  return new HttpProblem(404, detail);
}

export function conflict(detail: string): HttpProblem {
  return new HttpProblem(409, detail);
}

/** Nothing was done; the caller may try again after the given time. */
export function unavailable(detail: string, retryAfterSeconds = 1): HttpProblem {
  return new HttpProblem(503, detail, { headers: { 'Retry-After': String(retryAfterSeconds) } });
}

/** No answer in time: whether anything was done is unknown. */
export function gatewayTimeout(detail: string): HttpProblem {
  return new HttpProblem(504, detail);
}
