import type { History } from '../contract.ts';
import type { StruckRound } from '../schedule/strike-log.ts';
import type { StrikeKind } from '../runtimes.ts';
import { longestGap } from './gaps.ts';
import { percentileMs } from './percentile.ts';

/** How long no write, and no read, was answered because of one round. */
export interface Gaps {
  /** Of the strike, or of two that overlapped, joined by "+". */
  kind: string;
  writeGapMs: number;
  readGapMs: number;
}

export interface Spread {
  count: number;
  writeGapP50Ms: number | null;
  writeGapP95Ms: number | null;
  readGapP50Ms: number | null;
  readGapP95Ms: number | null;
}

/** What follows on a strike counts as its own until so long after the system is well again. */
const AFTERMATH_MS = 500;

const masterKills: readonly string[] = ['kill-master', 'crash-master'] satisfies StrikeKind[];
const masterLosses: readonly string[] = [
  ...masterKills,
  ...([
    'kill-both',
    'freeze-master',
    'stop-master',
    'remove-master',
    'disconnect-master',
  ] satisfies StrikeKind[]),
];

export function gapsOf({ kinds, startedAt, recoveredAt }: StruckRound, answered: History['answered']): Gaps {
  const gap = (kind: keyof History['answered']) =>
    Math.round(longestGap(answered[kind], startedAt, recoveredAt + AFTERMATH_MS));
  return { kind: kinds.join('+'), writeGapMs: gap('write'), readGapMs: gap('read') };
}

export function isFailover({ kind }: Gaps): boolean {
  return kind.split('+').some((part) => masterLosses.includes(part));
}

export function isKilledMaster({ kind }: Gaps): boolean {
  return masterKills.includes(kind);
}

export function gapsByKind(gaps: readonly Gaps[]): Record<string, Spread> {
  const kinds = [...new Set(gaps.map(({ kind }) => kind))].sort();
  return Object.fromEntries(
    kinds.map((kind) => {
      const ofKind = gaps.filter((each) => each.kind === kind);
      const writes = ofKind.map(({ writeGapMs }) => writeGapMs);
      const reads = ofKind.map(({ readGapMs }) => readGapMs);
      const spread = {
        count: ofKind.length,
        writeGapP50Ms: percentileMs(writes, 0.5),
        writeGapP95Ms: percentileMs(writes, 0.95),
        readGapP50Ms: percentileMs(reads, 0.5),
        readGapP95Ms: percentileMs(reads, 0.95),
      };
      return [kind, spread];
    }),
  );
}
