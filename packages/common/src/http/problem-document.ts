import { STATUS_CODES } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { HttpProblem } from './problem.ts';

export const PROBLEM_TYPE = 'application/problem+json';

/** The members of RFC 9457; `errors` says what is wrong with each field. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: Record<string, string>;
}

export function problemDocument(problem: Pick<HttpProblem, 'status' | 'detail' | 'errors'>): ProblemDocument {
  return {
    type: 'about:blank',
    title: STATUS_CODES[problem.status] ?? 'Unknown',
    status: problem.status,
    detail: problem.detail,
    ...(problem.errors ? { errors: problem.errors } : {}),
  };
}

/** Sends a problem; `extension` holds further members (RFC 9457, section 3.2), then with a line for each. */
export function sendProblem(response: ServerResponse, problem: HttpProblem, extension?: object): void {
  for (const [name, value] of Object.entries(problem.headers)) response.setHeader(name, value);
  const body = JSON.stringify({ ...problemDocument(problem), ...extension }, null, extension ? 2 : 0);
  response.statusCode = problem.status;
  response.setHeader('Content-Type', PROBLEM_TYPE);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}
