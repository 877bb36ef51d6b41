import type { Random } from '../random.ts';
import type { Arena, Part } from '../system/arena.ts';

/** One kind of harm. */
export interface Strike<A extends Arena = Arena> extends Weighted {
  /**
   * Does the harm, and undoes what does not pass by itself, in a bounded time and at once when `signal` fires.
   * @returns whether there was anybody to harm
   */
  run(scene: Scene<A>): Promise<boolean>;
}

/** What the schedule has to know of a strike. */
export interface Weighted {
  /** Its share of the strikes, compared with the others'. */
  weight: number;
  /** The part that it stops or kills; two that name the same are never made at once. */
  part?: Part;
}

export interface Scene<A extends Arena = Arena> {
  arena: A;
  /** Of this strike alone. */
  random: Random;
  signal: AbortSignal;
}
