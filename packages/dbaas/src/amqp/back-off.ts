export interface BackOffOptions {
  firstMs: number;
  maxMs: number;
  /** A number in [0, 1). Default Math.random. */
  random?: () => number;
}

/** Pauses between attempts: each up to twice as long as the one before, and spread, so that clients do not come together. */
export class BackOff {
  private readonly firstMs: number;
  private readonly maxMs: number;
  private readonly random: () => number;
  private ceilingMs: number;

  constructor({ firstMs, maxMs, random = Math.random }: BackOffOptions) {
    this.firstMs = firstMs;
    this.maxMs = maxMs;
    this.random = random;
    this.ceilingMs = firstMs;
  }

  /** The next pause in ms: between half of the current ceiling and all of it. */
  next(): number {
    const pause = this.ceilingMs * (0.5 + this.random() / 2);
    this.ceilingMs = Math.min(this.ceilingMs * 2, this.maxMs);
    return pause;
  }

  reset(): void {
    this.ceilingMs = this.firstMs;
  }
}
