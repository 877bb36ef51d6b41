/** The copy is of another log, or the log no longer reaches back to where the copy stands: it cannot be continued. */
export class UnusableCopyError extends Error {
  readonly code = 'unusable-copy';
}
