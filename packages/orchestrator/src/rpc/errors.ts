/** The database did not take the request: nothing was done, and it can be sent again. */
export class UnavailableError extends Error {
  readonly code = 'unavailable';
}

/** The way to the database broke while the request was on it: it may have been done. Repeat it under the same id. */
export class InterruptedError extends Error {
  readonly code = 'interrupted';
}

/** No answer came in time: the request may have been done, or may yet be. Repeat it under the same id. */
export class DeadlineError extends Error {
  readonly code = 'deadline';
}
