import type { Instant } from '../contract.ts';

/** One round of strikes as it went. */
export interface StruckRound {
  kinds: readonly string[];
  startedAt: Instant;
  /** When the harm was undone. */
  undoneAt: Instant;
  /** When the system was seen to be well again. */
  recoveredAt: Instant;
  /** What was still wrong when nobody waited any longer. */
  trouble: string | undefined;
}
