import type { Violation } from '../contract.ts';
import type { Report } from './report.ts';

/** The report for people. */
export function toText(report: Report): string {
  const { ops, acked, unknown, failed, seconds, seed } = report;
  const strikes = Object.values(report.faults).reduce((sum, count) => sum + count, 0);
  const rows = Object.entries(report.gapsByKind).map(([kind, spread]) => [
    kind,
    String(spread.count),
    ms(spread.writeGapP50Ms),
    ms(spread.writeGapP95Ms),
    ms(spread.readGapP50Ms),
    ms(spread.readGapP95Ms),
  ]);
  return [
    `Seed ${seed}, ${seconds} s: ${ops} requests (${acked} writes acknowledged, ${unknown} unknown, ${failed} refused), ${strikes} strikes`,
    '',
    ...[['longest gap, ms', 'times', 'writes p50', 'p95', 'reads p50', 'p95'], ...rows].map(align),
    '',
    `After a killed master writes were acknowledged again after ${ms(report.writeGapP50Ms)} ms at the median, ${ms(report.writeGapP95Ms)} ms at the 95th percentile.`,
    report.violations.length === 0
      ? 'No promise was broken.'
      : `${report.violations.length} promises were broken.`,
    '',
  ].join('\n');
}

/** Each broken promise, with the requests that show it. */
export function toAccusation(violations: readonly Violation[]): string {
  return violations
    .map(({ kind, message, ops }) =>
      [`${kind}: ${message}`, ...ops.map((op) => `    ${JSON.stringify(op)}`), ''].join('\n'),
    )
    .join('\n');
}

function ms(value: number | null): string {
  return value === null ? '-' : String(value);
}

function align([name = '', ...values]: string[]): string {
  return name.padEnd(40) + values.map((value) => value.padStart(11)).join('');
}
