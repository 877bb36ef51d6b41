import type { ErrorRequestHandler } from 'express';
import { noteFailure } from './observe.ts';
import { sendProblem } from './problem-document.ts';
import { HttpProblem } from './problem.ts';

/** Turns whatever was thrown into `application/problem+json`; of an unexpected error only the log tells more. */
export const answerProblem: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  noteFailure(response, error);
  if (response.headersSent) {
    // Too late for an answer: Express cuts the connection, so that nobody takes half of one for the whole.
    next(error);
    return;
  }
  sendProblem(response, toProblem(error));
};

function toProblem(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error;
  return new HttpProblem(500, 'Something went wrong on our side.', { cause: error });
}
