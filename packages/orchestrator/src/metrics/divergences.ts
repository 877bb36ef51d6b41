import type { Logger } from '@rideshare/common';
import type { DivergenceEvent } from '@rideshare/dbaas';

/** Counts copies that were thrown away because they differed from the master's: there should never be one. */
export class Divergences {
  readonly #logger: Logger;
  #count = 0;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  get count(): number {
    return this.#count;
  }

  note({ worker, offset }: DivergenceEvent): void {
    this.#count += 1;
    this.#logger.error({ worker, offset }, "a worker's copy differed from the master's, and was thrown away");
  }
}
