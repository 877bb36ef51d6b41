export interface BackoffOptions {
  /** Wait after the first early death, ms; it doubles with each that follows. */
  firstBackoffMs: number;
  maxBackoffMs: number;
  /** A process that lived at least this long did not die young, ms. */
  youngMs: number;
}

/** How long to wait before a dead process is replaced: not at all, unless processes keep dying young. */
export class Backoff {
  readonly #options: BackoffOptions;
  #youngDeaths = 0;

  constructor(options: BackoffOptions) {
    this.#options = options;
  }

  /** Notes a death, and returns the wait before the replacement, in ms. */
  died(livedMs: number): number {
    const { firstBackoffMs, maxBackoffMs, youngMs } = this.#options;
    if (livedMs >= youngMs) {
      this.#youngDeaths = 0;
      return 0;
    }
    this.#youngDeaths += 1;
    return Math.min(maxBackoffMs, firstBackoffMs * 2 ** (this.#youngDeaths - 1));
  }
}
