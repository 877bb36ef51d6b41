/** Nearest-rank percentile, in whole ms; null when there are no values. */
export function percentileMs(values: readonly number[], fraction: number): number | null {
  const ascending = values.toSorted((a, b) => a - b);
  const value = ascending[Math.max(1, Math.ceil(fraction * ascending.length)) - 1];
  return value === undefined ? null : Math.round(value);
}
