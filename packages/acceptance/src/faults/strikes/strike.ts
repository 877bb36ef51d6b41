import type { UnitName } from '@rideshare/local';
import type { Random } from '../random.ts';
import type { Arena } from '../system/arena.ts';

/** One kind of harm. */
export interface Strike {
  /** Its share of the strikes, compared with the others'. */
  weight: number;
  /** The part that it stops or kills; two that name the same are never made at once. */
  part?: UnitName;
  /**
   * Does the harm, and undoes what does not pass by itself, in a bounded time and at once when `signal` fires.
   * @returns whether there was anybody to harm
   */
  run(scene: Scene): Promise<boolean>;
}

export interface Scene {
  arena: Arena;
  /** Of this strike alone. */
  random: Random;
  signal: AbortSignal;
}
