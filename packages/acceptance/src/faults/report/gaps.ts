import type { Instant } from '../contract.ts';

/**
 * The longest time between two consecutive answers, of those times that have a part between `from` and `to`. Where no
 * answer came before or after, it is reckoned from `from` or until `to`.
 *
 * @param answered when answers came, ascending
 * @returns ms
 */
export function longestGap(answered: readonly Instant[], from: Instant, to: Instant): number {
  const first = firstAfter(answered, from);
  let before = answered[first - 1] ?? from;
  let longest = 0;
  for (let index = first; before < to; index++) {
    const after = answered[index] ?? Math.max(before, to);
    longest = Math.max(longest, after - before);
    if (answered[index] === undefined) break;
    before = after;
  }
  return longest;
}

/** Index of the first that is later than `instant`. */
function firstAfter(ascending: readonly Instant[], instant: Instant): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] ?? Infinity) > instant) high = middle;
    else low = middle + 1;
  }
  return low;
}
