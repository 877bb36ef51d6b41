import type { History, Violation, ViolationKind } from '../contract.ts';
import type { StruckRound } from '../schedule/strike-log.ts';
import { gapsByKind, gapsOf, isFailover, isKilledMaster, type Gaps, type Spread } from './strike-gaps.ts';
import { percentileMs } from './percentile.ts';

/** What a run found; `--json` writes exactly this. Times in ms. */
export interface Report {
  seed: number;
  seconds: number;
  ops: number;
  acked: number;
  unknown: number;
  failed: number;
  lost: number;
  duplicated: number;
  staleReads: number;
  divergent: number;
  /** Every strike that took the master away. */
  failovers: Gaps[];
  /** Over the failovers whose master, and nothing else, was killed; null when there were none. */
  writeGapP50Ms: number | null;
  writeGapP95Ms: number | null;
  /** Strikes made, by kind. */
  faults: Record<string, number>;
  gapsByKind: Record<string, Spread>;
  /** Every round in its order. */
  rounds: RoundSummary[];
  violations: { kind: ViolationKind; message: string }[];
}

export interface RoundSummary extends Gaps {
  /** Since the first strike. */
  atMs: number;
  /** From the strike until the harm was undone. */
  undoneAfterMs: number;
  /** From the strike until the system was well again. */
  recoveredAfterMs: number;
  /** What was still wrong when nobody waited any longer. */
  trouble?: string;
}

export interface Findings {
  seed: number;
  seconds: number;
  history: History;
  rounds: readonly StruckRound[];
  violations: readonly Violation[];
}

export function toReport({ seed, seconds, history, rounds, violations }: Findings): Report {
  const { ops, acked, unknown, failed } = history.stats;
  const count = (kind: ViolationKind) => violations.filter((violation) => violation.kind === kind).length;
  const gaps = rounds.map((round) => gapsOf(round, history.answered));
  const killed = gaps.filter(isKilledMaster).map(({ writeGapMs }) => writeGapMs);
  return {
    ...{ seed, seconds, ops, acked, unknown, failed },
    lost: count('lost'),
    duplicated: count('duplicated'),
    staleReads: count('staleRead'),
    divergent: count('divergent'),
    failovers: gaps.filter(isFailover),
    writeGapP50Ms: percentileMs(killed, 0.5),
    writeGapP95Ms: percentileMs(killed, 0.95),
    faults: countEach(rounds.flatMap(({ kinds }) => kinds)),
    gapsByKind: gapsByKind(gaps),
    rounds: rounds.map((round) => summaryOf(round, history, rounds[0])),
    violations: violations.map(({ kind, message }) => ({ kind, message })),
  };
}

function summaryOf(round: StruckRound, history: History, first = round): RoundSummary {
  const { startedAt, undoneAt, recoveredAt, trouble } = round;
  return {
    ...gapsOf(round, history.answered),
    atMs: Math.round(startedAt - first.startedAt),
    undoneAfterMs: Math.round(undoneAt - startedAt),
    recoveredAfterMs: Math.round(recoveredAt - startedAt),
    ...(trouble !== undefined && { trouble }),
  };
}

function countEach(kinds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of kinds.toSorted()) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
