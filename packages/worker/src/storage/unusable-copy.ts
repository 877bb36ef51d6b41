/** The copy is of another log, or the log no longer reaches back to where the copy stands: it cannot be continued. */
export class UnusableCopyError extends Error {
  readonly code = 'unusable-copy';
}

/** The log holds another entry where the copy stands, or ends before it: the copy is of another log. */
export class ForeignCopyError extends UnusableCopyError {}
