/** What one kind of request reached under one load. */
export interface Figure {
  /** Answers per second. */
  rps: number;
  /** Median time of an answer, ms with fractions. */
  p50Ms: number;
  /** Time within which 99 of 100 answers came, ms with fractions. */
  p99Ms: number;
}

/** Nearest-rank percentile of ascending values; NaN when there are none. */
export function percentile(ascending: Float64Array, fraction: number): number {
  const rank = Math.max(1, Math.ceil(fraction * ascending.length));
  return ascending[rank - 1] ?? NaN;
}

/** Middle value, or the mean of the two middle ones; NaN when there are none. */
export function median(values: number[]): number {
  const ascending = values.toSorted((a, b) => a - b);
  const middle = ascending.length / 2;
  const upper = ascending[Math.floor(middle)] ?? NaN;
  const lower = ascending[Math.ceil(middle) - 1] ?? NaN;
  return (lower + upper) / 2;
}

/** The median of each value over the slices of a figure. */
export function medianFigure(slices: Figure[]): Figure {
  return {
    rps: median(slices.map((slice) => slice.rps)),
    p50Ms: median(slices.map((slice) => slice.p50Ms)),
    p99Ms: median(slices.map((slice) => slice.p99Ms)),
  };
}
