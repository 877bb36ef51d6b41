import { HTTPError, type RetryObject } from 'got';

/** 502 is a proxy's word for a database that it cannot reach. */
const RETRIED_STATUS = new Set([502, 503, 504]);
const FIRST_PAUSE_MS = 50;
const MAX_PAUSE_MS = 1_000;

/**
 * The pause in ms before the next attempt, 0 for none: what failed for want of a connection or with 502, 503 or
 * 504 is tried again, not before its `Retry-After`, and only while the deadline in the call's context allows.
 */
export function pauseBeforeRetry({ error, attemptCount, retryAfter }: RetryObject): number {
  if (error instanceof HTTPError && !RETRIED_STATUS.has(error.response.statusCode)) return 0;
  const ceiling = Math.min(FIRST_PAUSE_MS * 2 ** (attemptCount - 1), MAX_PAUSE_MS);
  const pause = Math.max(retryAfter ?? 0, ceiling * (0.5 + Math.random() / 2));
  const deadline = Number(error.options.context['deadline']);
  return performance.now() + pause < deadline ? pause : 0;
}
