import { HTTPError } from 'got';
import {
  ConstraintError,
  DatabaseError,
  DatabaseUnavailableError,
  InvalidStatementError,
  StatementTooLargeError,
} from './errors.ts';

/** The error class for a call that got could not make; `late` when its time was over. */
export function classify(error: unknown, late: boolean): DatabaseError {
  if (error instanceof HTTPError) return answered(error as HTTPError<string>);
  const options = { cause: error };
  if (error instanceof SyntaxError) return new DatabaseError('the database answered no JSON', options);
  if (late)
    return new DatabaseUnavailableError('the database did not answer in time', { status: 504, ...options });
  return new DatabaseUnavailableError('the database cannot be reached', { status: 503, ...options });
}

function answered(error: HTTPError<string>): DatabaseError {
  const { statusCode, body, headers } = error.response;
  const detail = detailOf(body) ?? `the database answered ${statusCode}`;
  switch (statusCode) {
    case 400:
      return new InvalidStatementError(detail, { cause: error });
    case 409:
      return new ConstraintError(detail, { cause: error });
    case 413:
      return new StatementTooLargeError(detail, { cause: error });
    case 502:
    case 503:
    case 504:
      return new DatabaseUnavailableError(detail, {
        status: statusCode === 504 ? 504 : 503,
        retryAfter: Number(headers['retry-after']) || 1,
        cause: error,
      });
    default:
      return new DatabaseError(`${statusCode}: ${detail}`, { cause: error });
  }
}

/** The problem document's detail. */
function detailOf(body: string): string | undefined {
  try {
    const { detail } = JSON.parse(body) as { detail?: unknown };
    return typeof detail === 'string' ? detail : undefined;
  } catch {
    return undefined;
  }
}
