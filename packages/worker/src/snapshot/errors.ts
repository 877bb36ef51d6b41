/** The file cannot become, or be, a copy of the database; the message says why, in one sentence. */
export class UnsuitableFileError extends Error {
  /** `other-kind`: an SQLite file, but none of a RideShare database. */
  readonly code: 'missing' | 'not-sqlite' | 'damaged' | 'other-kind';

  constructor(code: UnsuitableFileError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The database was restored, and no snapshot of it can be used: to begin empty would give its data up in silence. */
export class NoUsableSnapshotError extends Error {
  readonly code = 'no-usable-snapshot';
}
