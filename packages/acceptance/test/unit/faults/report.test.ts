import { expect } from 'chai';
import type { History, Violation } from '../../../src/faults/contract.ts';
import { toReport } from '../../../src/faults/report/report.ts';
import { toAccusation, toText } from '../../../src/faults/report/text.ts';
import type { StruckRound } from '../../../src/faults/schedule/strike-log.ts';

const history: History = {
  stats: { ops: 40, acked: 20, unknown: 2, failed: 3 },
  answered: { write: [0, 900, 1_000, 1_300, 2_000, 5_000], read: [0, 990, 1_010, 2_500, 5_000] },
};

function round(kinds: StruckRound['kinds'], startedAt: number, recoveredAt: number): StruckRound {
  return { kinds, startedAt, undoneAt: startedAt, recoveredAt, trouble: undefined };
}

const rounds = [
  round(['kill-master'], 1_005, 1_310),
  round(['kill-master', 'scale'], 2_100, 4_000),
  round(['scale'], 0, 100),
];

const lost: Violation = {
  kind: 'lost',
  message: 'It is not there.',
  ops: [{ client: 1, kind: 'write', startedAt: 1, endedAt: 2, outcome: 'ok' }],
};

const report = toReport({ seed: 7, seconds: 5, history, rounds, violations: [lost] });

describe('the report of a faults run', () => {
  it('counts requests, violations and strikes by kind', () => {
    expect(report).to.include({
      ops: 40,
      acked: 20,
      unknown: 2,
      lost: 1,
      duplicated: 0,
      divergent: 0,
      staleReads: 0,
    });
    expect(report.faults).to.deep.equal({ 'kill-master': 2, scale: 2 });
  });

  it('tells how long nothing was answered when the master went', () => {
    expect(report.failovers).to.deep.equal([
      { kind: 'kill-master', writeGapMs: 700, readGapMs: 1_490 },
      { kind: 'kill-master+scale', writeGapMs: 3_000, readGapMs: 2_500 },
    ]);
  });

  it('takes its percentiles over masters that were killed while nothing else happened', () => {
    expect([report.writeGapP50Ms, report.writeGapP95Ms]).to.deep.equal([700, 700]);
  });

  it('shows people the same, and the requests that a violation is seen in', () => {
    expect(toText(report)).to.match(/40 requests .* 4 strikes/);
    expect(toAccusation([lost])).to.match(/^lost: It is not there\.\n {4}\{"client":1,/);
  });
});
