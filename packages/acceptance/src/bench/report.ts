import type { NewSlaveReport } from './new-slave/measure.ts';
import type { Figure } from './statistics.ts';

/** What the benchmark found; `--json` prints exactly this. */
export interface Report {
  reads: Figure;
  writes: Figure;
  singleRead: Figure;
  singleWrite: Figure;
  bare: { reads: Figure; writes: Figure };
  ratio: { reads: number; writes: number };
}

export type SeriesName = 'reads' | 'writes' | 'singleRead' | 'singleWrite' | 'bareReads' | 'bareWrites';

export function toReport(figures: Record<SeriesName, Figure>): Report {
  const { bareReads, bareWrites, reads, writes, singleRead, singleWrite } = figures;
  return {
    reads,
    writes,
    singleRead,
    singleWrite,
    bare: { reads: bareReads, writes: bareWrites },
    ratio: { reads: reads.rps / bareReads.rps, writes: writes.rps / bareWrites.rps },
  };
}

/** The report for people: a line for each figure. */
export function toTable(report: Report, connections: number): string {
  const many = `${connections} connections`;
  const lines = [
    ['', 'requests/s', 'p50 ms', 'p99 ms'],
    line(`reads, ${many}`, report.reads),
    line(`reads, ${many}, bare`, report.bare.reads),
    line(`writes, ${many}`, report.writes),
    line(`writes, ${many}, bare`, report.bare.writes),
    line('reads, 1 connection', report.singleRead),
    line('writes, 1 connection', report.singleWrite),
  ];
  const ratio = `Of the bare server: reads ${percent(report.ratio.reads)}, writes ${percent(report.ratio.writes)}`;
  return `${lines.map(align).join('\n')}\n\n${ratio}\n`;
}

export function newSlaveTable({ rides, snapshotBytes, firstReadMs, reads, writes }: NewSlaveReport): string {
  const lines = [
    ['', 'requests/s', 'p50 ms', 'p99 ms'],
    line('reads meanwhile', reads),
    line('writes meanwhile', writes),
  ];
  const size = `${rides} rides, a snapshot of ${(snapshotBytes / 1e6).toFixed(0)} MB`;
  return `${size}: a new slave answered ${firstReadMs} ms after its start\n\n${lines.map(align).join('\n')}\n`;
}

function line(name: string, figure: Figure): string[] {
  return [name, figure.rps.toFixed(0), figure.p50Ms.toFixed(2), figure.p99Ms.toFixed(2)];
}

function align([name = '', ...values]: string[]): string {
  return name.padEnd(32) + values.map((value) => value.padStart(12)).join('');
}

function percent(ratio: number): string {
  return `${(ratio * 100).toFixed(0)} %`;
}
