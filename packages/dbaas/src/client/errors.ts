import { gatewayTimeout, HttpProblem, unavailable } from '@rideshare/common/core';

/** An answer of the database service that its contract does not foresee. */
export class DatabaseError extends Error {
  readonly code: string = 'DATABASE';

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** A constraint or an expectation did not hold; nothing was changed. */
export class ConstraintError extends DatabaseError {
  override readonly code = 'CONSTRAINT';
}

/** The statement is wrong: a mistake of the caller, not to be tried again. */
export class InvalidStatementError extends DatabaseError {
  override readonly code = 'INVALID_STATEMENT';
}

/** The statement is larger than the database takes: what is to be stored is too large, whoever sends it. */
export class StatementTooLargeError extends DatabaseError {
  override readonly code = 'STATEMENT_TOO_LARGE';
}

/** The answer to a read would be longer than the database gives; ask for less of it at a time. */
export class AnswerTooLongError extends DatabaseError {
  override readonly code = 'ANSWER_TOO_LONG';
}

/** No database within the deadline. Whether a write was done is unknown. */
export class DatabaseUnavailableError extends DatabaseError {
  override readonly code = 'DATABASE_UNAVAILABLE';
  /** 503: it could not be reached or is overloaded; 504: it did not answer in time. */
  readonly status: 503 | 504;
  /** Seconds after which to try again. */
  readonly retryAfter: number;

  constructor(message: string, { status, retryAfter = 1, cause }: UnavailableOptions) {
    super(message, { cause });
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export interface UnavailableOptions {
  status: 503 | 504;
  retryAfter?: number;
  cause?: unknown;
}

/** What a service answers its own caller with: 503 with `Retry-After`, 504 or 413; any other error stays as it is. */
export function toProblem(error: unknown): Error {
  if (error instanceof DatabaseUnavailableError) {
    return error.status === 504
      ? gatewayTimeout(error.message)
      : unavailable(error.message, error.retryAfter);
  }
  if (error instanceof StatementTooLargeError)
    return new HttpProblem(413, 'That is more than can be stored.');
  return error instanceof Error ? error : new Error(String(error));
}
