import type { Outcome } from '../contract.ts';
import type { Answer } from './http-client.ts';

/** How the orchestrator says that it did not pass a request on. Any other 503 leaves open what was done. */
const NOT_DONE = /^The database is (?:out of reach|overloaded)/;

/** What an answer of the orchestrator to a write tells. */
export function directOutcome(answer: Answer): Outcome {
  if (answer.status === 503 && NOT_DONE.test(detailOf(answer) ?? '')) return 'failed';
  return serviceOutcome(answer);
}

/** What an answer by way of the load balancer tells: its 503s may hide an attempt that was made and cut off. */
export function serviceOutcome({ status, unsent }: Answer): Outcome {
  if (status >= 200 && status < 300) return 'ok';
  return unsent || (status >= 400 && status < 500) ? 'failed' : 'unknown';
}

/** The reason in a problem document; undefined of a success, or when there is none. */
export function detailOf({ status, body }: Answer): string | undefined {
  if (status >= 200 && status < 300) return undefined;
  try {
    const { detail, title } = JSON.parse(body) as { detail?: unknown; title?: unknown };
    return String(detail ?? title);
  } catch {
    return body === '' ? undefined : body;
  }
}

/** Whether the answer is the outcome that the database has recorded for the request. */
export function isVerdict({ status }: Answer): boolean {
  return (status >= 200 && status < 300) || (status >= 400 && status < 500);
}

/** What must be the same in every answer to one request. */
export function gistOf(answer: Answer): string {
  return `${answer.status} ${detailOf(answer) ?? answer.body}`;
}
