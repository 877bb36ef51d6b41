import { Random } from '../random.ts';
import type { Weighted } from '../strikes/strike.ts';

export interface PlannedStrike<Kind extends string> {
  kind: Kind;
  /** Of what it draws: who is struck, and how. */
  seed: number;
  /** ms after the round has begun. */
  afterMs: number;
}

/** Strikes that are made together. */
export interface Round<Kind extends string> {
  strikes: readonly PlannedStrike<Kind>[];
  /** How long after the round before this one is due; later when the system needs longer to recover. */
  pauseMs: number;
}

/** Two strikes, the second before the first is over. */
export const OVERLAP = 'overlap';

export type RoundKind<Kind extends string> = Kind | typeof OVERLAP;

export type Catalogue<Kind extends string> = Readonly<Record<Kind, Weighted>>;

/** Shortest and longest pause, ms: one round in 5 s on average. */
const PAUSE_MS = [3_000, 7_000] as const;

const OVERLAP_WEIGHT = 3;
const OVERLAP_MS = 1_500;

export function roundKindsOf<Kind extends string>(catalogue: Catalogue<Kind>): RoundKind<Kind>[] {
  return [...(Object.keys(catalogue) as Kind[]), OVERLAP];
}

/**
 * Rounds without end, the same for the same seed and kinds. Kinds come in the ratio of their weights, each at least
 * once in any forty-odd rounds: as from a bag that is filled again when it is empty.
 */
export function* schedule<Kind extends string>(
  seed: number,
  catalogue: Catalogue<Kind>,
  kinds: readonly RoundKind<Kind>[] = roundKindsOf(catalogue),
): Generator<Round<Kind>, never> {
  const random = new Random(seed);
  const planner = new Planner(random, catalogue, kinds);
  const bag = kinds.flatMap((kind) => Array.from({ length: planner.weightOf(kind) }, () => kind));
  for (;;) {
    for (const kind of random.shuffle(bag)) {
      const pauseMs = random.integer(...PAUSE_MS);
      yield { strikes: planner.strikesOf(kind), pauseMs };
    }
  }
}

class Planner<Kind extends string> {
  readonly #random: Random;
  readonly #catalogue: Catalogue<Kind>;
  readonly #candidates: readonly Kind[];

  constructor(random: Random, catalogue: Catalogue<Kind>, kinds: readonly RoundKind<Kind>[]) {
    const named = kinds.filter(isStrike);
    this.#random = random;
    this.#catalogue = catalogue;
    this.#candidates = named.length > 0 ? named : (Object.keys(catalogue) as Kind[]);
  }

  weightOf(kind: RoundKind<Kind>): number {
    return isStrike(kind) ? this.#catalogue[kind].weight : OVERLAP_WEIGHT;
  }

  strikesOf(kind: RoundKind<Kind>): PlannedStrike<Kind>[] {
    return isStrike(kind) ? [this.#plan(kind, 0)] : this.#overlap();
  }

  #overlap(): PlannedStrike<Kind>[] {
    const random = this.#random;
    const first = random.pick(this.#candidates);
    const others = this.#candidates.filter((kind) => this.#canOverlap(first, kind));
    const second = others.length > 0 ? [this.#plan(random.pick(others), random.integer(0, OVERLAP_MS))] : [];
    return [this.#plan(first, 0), ...second];
  }

  #canOverlap(first: Kind, second: Kind): boolean {
    const { part } = this.#catalogue[first];
    return part === undefined || part !== this.#catalogue[second].part;
  }

  #plan(kind: Kind, afterMs: number): PlannedStrike<Kind> {
    return { kind, seed: this.#random.integer(0, 2 ** 32 - 1), afterMs };
  }
}

function isStrike<Kind extends string>(kind: RoundKind<Kind>): kind is Kind {
  return kind !== OVERLAP;
}
