import type { Response } from 'express';
import { conflict, badRequest, gatewayTimeout, HttpProblem, notFound, unavailable } from '@rideshare/common';
import type { Failure, ReplyCode } from '@rideshare/dbaas';
import { DeadlineError, InterruptedError, UnavailableError } from '../rpc/errors.ts';
import type { Reply } from '../rpc/pending-calls.ts';

/** What each refusal of the database is in HTTP. */
const PROBLEMS: Record<Exclude<ReplyCode, 'ok'>, (detail: string) => HttpProblem> = {
  invalid: badRequest,
  'not-found': notFound,
  conflict,
  'too-long': (detail) => new HttpProblem(413, detail),
  failed: unavailable,
};

/**
 * The body of a reply that says `ok`: JSON.
 * @throws HttpProblem of any other reply
 */
export function bodyOf({ code, body }: Reply): Buffer {
  if (code !== 'ok') throw PROBLEMS[code]((JSON.parse(body.toString()) as Failure).detail);
  return body;
}

/** Passes an answer of the database on as it came, without parsing it. */
export function answerWith(response: Response, reply: Reply): void {
  response.type('json').send(bodyOf(reply));
}

/** Gives the failures of the way to the database their HTTP form; others pass as they are. */
export function asProblem(error: unknown): unknown {
  if (error instanceof UnavailableError || error instanceof InterruptedError)
    return unavailable(error.message);
  if (error instanceof DeadlineError) return gatewayTimeout(error.message);
  return error;
}
