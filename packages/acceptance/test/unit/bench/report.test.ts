import { expect } from 'chai';
import { newSlaveTable, toReport, toTable } from '../../../src/bench/report.ts';

function figure(rps: number) {
  return { rps, p50Ms: 64_000 / rps, p99Ms: 128_000 / rps };
}

const report = toReport({
  reads: figure(6_000),
  writes: figure(4_000),
  singleRead: figure(3_000),
  singleWrite: figure(1_000),
  bareReads: figure(12_000),
  bareWrites: figure(5_000),
});

describe('the report of the benchmark', () => {
  it('has the figures of the system, of the bare server, and their ratio', () => {
    expect(report).to.have.all.keys('reads', 'writes', 'singleRead', 'singleWrite', 'bare', 'ratio');
    expect(report.bare).to.deep.equal({ reads: figure(12_000), writes: figure(5_000) });
    expect(report.ratio).to.deep.equal({ reads: 0.5, writes: 0.8 });
  });

  it('is a line for each figure to people', () => {
    const table = toTable(report, 64);
    expect(table).to.match(/reads, 64 connections +6000 +10\.67 +21\.33/);
    expect(table).to.match(/writes, 1 connection +1000 /);
    expect(table).to.include('reads 50 %, writes 80 %');
  });

  it('tells of a new slave how soon it answered and what the load saw meanwhile', () => {
    const meanwhile = { reads: figure(400), writes: figure(100) };
    const table = newSlaveTable({ rides: 5_000, snapshotBytes: 3e6, firstReadMs: 1_234, ...meanwhile });
    expect(table).to.include('5000 rides, a snapshot of 3 MB: a new slave answered 1234 ms after its start');
    expect(table).to.match(/reads meanwhile +400 /);
  });
});
