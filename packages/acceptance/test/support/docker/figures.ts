import { percentileMs } from '../../../src/faults/report/percentile.ts';

/** Prints times that nobody is held to, as a machine that others use too had them. */
export function report(what: string, timesMs: readonly number[]): void {
  const [median, worst] = [0.5, 1].map((fraction) => percentileMs(timesMs, fraction) ?? '-');
  process.stderr.write(`      ${what}: median ${median} ms, at most ${worst} ms, of ${timesMs.length}\n`);
}
