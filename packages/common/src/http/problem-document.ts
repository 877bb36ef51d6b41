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

export function sendProblem(response: ServerResponse, status: number, document: string): void {
  response.statusCode = status;
  response.setHeader('Content-Type', PROBLEM_TYPE);
  response.setHeader('Content-Length', Buffer.byteLength(document));
  response.end(document);
}
