export interface BackOffOptions {
  firstMs: number;
  maxMs: number;
  /** A run of at least this long counts as healthy and starts the series again. */
  healthyMs: number;
}

export const defaultBackOff: BackOffOptions = { firstMs: 100, maxMs: 5000, healthyMs: 30_000 };

/** How long to wait before the next start of something that keeps dying: doubled each time, up to a limit. */
export class BackOff {
  readonly #options: BackOffOptions;
  #nextMs: number;

  constructor(options: BackOffOptions = defaultBackOff) {
    this.#options = options;
    this.#nextMs = options.firstMs;
  }

  /** @param ranMs how long the run lasted that has just ended */
  next(ranMs: number): number {
    const { firstMs, maxMs, healthyMs } = this.#options;
    const delay = ranMs >= healthyMs ? firstMs : this.#nextMs;
    this.#nextMs = Math.min(delay * 2, maxMs);
    return delay;
  }
}
