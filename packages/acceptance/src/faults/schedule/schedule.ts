import { Random } from '../random.ts';
import { strikeKinds, strikes, type StrikeKind } from '../strikes/index.ts';

export interface PlannedStrike {
  kind: StrikeKind;
  /** Of what it draws: who is struck, and how. */
  seed: number;
  /** ms after the round has begun. */
  afterMs: number;
}

/** Strikes that are made together. */
export interface Round {
  strikes: readonly PlannedStrike[];
  /** How long after the round before this one is due; later when the system needs longer to recover. */
  pauseMs: number;
}

/** Two strikes, the second before the first is over. */
export const OVERLAP = 'overlap';

export type RoundKind = StrikeKind | typeof OVERLAP;

export const roundKinds: readonly RoundKind[] = [...strikeKinds, OVERLAP];

/** Shortest and longest pause, ms: one round in 5 s on average. */
const PAUSE_MS = [3_000, 7_000] as const;

const OVERLAP_WEIGHT = 3;
const OVERLAP_MS = 1_500;

/**
 * Rounds without end, the same for the same seed and kinds. Kinds come in the ratio of their weights, each at least
 * once in any forty-odd rounds: as from a bag that is filled again when it is empty.
 */
export function* schedule(seed: number, kinds: readonly RoundKind[] = roundKinds): Generator<Round, never> {
  const random = new Random(seed);
  const bag = kinds.flatMap((kind) => Array.from({ length: weightOf(kind) }, () => kind));
  for (;;) {
    for (const kind of random.shuffle(bag)) {
      const pauseMs = random.integer(...PAUSE_MS);
      yield { strikes: kind === OVERLAP ? overlap(random, kinds) : [plan(random, kind, 0)], pauseMs };
    }
  }
}

function weightOf(kind: RoundKind): number {
  return kind === OVERLAP ? OVERLAP_WEIGHT : strikes[kind].weight;
}

function overlap(random: Random, kinds: readonly RoundKind[]): PlannedStrike[] {
  const named = kinds.filter((kind) => kind !== OVERLAP);
  const candidates = named.length > 0 ? named : strikeKinds;
  const first = random.pick(candidates);
  const others = candidates.filter((kind) => canOverlap(first, kind));
  const second = others.length > 0 ? [plan(random, random.pick(others), random.integer(0, OVERLAP_MS))] : [];
  return [plan(random, first, 0), ...second];
}

function canOverlap(first: StrikeKind, second: StrikeKind): boolean {
  const part = strikes[first].part;
  return part === undefined || part !== strikes[second].part;
}

function plan(random: Random, kind: StrikeKind, afterMs: number): PlannedStrike {
  return { kind, seed: random.integer(0, 2 ** 32 - 1), afterMs };
}
