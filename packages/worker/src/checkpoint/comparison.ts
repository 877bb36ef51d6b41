/** What two copies of one log said of themselves at one offset. */
export interface Verdict {
  offset: number;
  /** This copy's hash. */
  own: string;
  /** The hash in the log. */
  logged: string;
  /** The worker whose hash is in the log. */
  master: string;
}

type Logged = Pick<Verdict, 'logged' | 'master'>;

/** Checkpoints of which one side is remembered while the other is awaited. */
const REMEMBERED = 8;

/** Brings together this copy's hash of a checkpoint and the one in the log, whichever comes first. */
export class Comparison {
  readonly #own = new Map<number, string>();
  readonly #logged = new Map<number, Logged>();

  /** Takes this copy's hash at an offset. @returns the verdict when the log has told its hash already. */
  hashed(offset: number, own: string): Verdict | undefined {
    remember(this.#own, offset, own);
    return this.#verdict(offset);
  }

  /** Takes the hash in the log of an offset. @returns the verdict when this copy's own is there already. */
  told(offset: number, logged: Logged): Verdict | undefined {
    remember(this.#logged, offset, logged);
    return this.#verdict(offset);
  }

  #verdict(offset: number): Verdict | undefined {
    const own = this.#own.get(offset);
    const logged = this.#logged.get(offset);
    return own !== undefined && logged ? { offset, own, ...logged } : undefined;
  }
}

function remember<T>(map: Map<number, T>, offset: number, value: T): void {
  map.set(offset, value);
  const [oldest] = map.keys();
  if (map.size > REMEMBERED && oldest !== undefined) map.delete(oldest);
}
