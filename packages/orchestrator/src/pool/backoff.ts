export interface BackoffSettings {
  backoffMs: number;
  maxBackoffMs: number;
}

/** Spaces out attempts that keep failing: the first retry waits `backoffMs`, each further one twice as long. */
export class Backoff {
  readonly #settings: BackoffSettings;
  #failures = 0;
  #failedAt = -Infinity;

  constructor(settings: BackoffSettings) {
    this.#settings = settings;
  }

  /** Attempts that were under way together count as one: none of them knew of the first one's failure. */
  failed(begunAt: number, now: number): void {
    if (begunAt <= this.#failedAt) return;
    this.#failures += 1;
    this.#failedAt = now;
  }

  succeeded(): void {
    this.#failures = 0;
    this.#failedAt = -Infinity;
  }

  /** When the next attempt may begin; in the past when it may at once. */
  get retryAt(): number {
    const { backoffMs, maxBackoffMs } = this.#settings;
    return this.#failedAt + Math.min(maxBackoffMs, backoffMs * 2 ** (this.#failures - 1));
  }
}
