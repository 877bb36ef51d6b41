import type { Logger } from '@rideshare/common';
import type { Rename } from './plan-names.ts';

export interface FailedRename extends Rename {
  error: unknown;
}

interface Stuck {
  since: number;
  told: boolean;
}

/** Tells of renames that go on failing, once for each cause. */
export class StuckRenames {
  readonly #logger: Logger;
  readonly #patienceMs: number;
  #stuck: ReadonlyMap<string, Stuck> = new Map();

  constructor({ logger, patienceMs }: { logger: Logger; patienceMs: number }) {
    this.#logger = logger;
    this.#patienceMs = patienceMs;
  }

  /** Takes in all that fails now; what does not is forgotten. */
  note(failed: readonly FailedRename[], now: number): void {
    this.#stuck = new Map(
      failed.map((rename) => {
        const cause = `${rename.id} ${rename.name} ${String(rename.error)}`;
        return [cause, this.#look(rename, this.#stuck.get(cause) ?? { since: now, told: false }, now)];
      }),
    );
  }

  #look({ id, name, error }: FailedRename, stuck: Stuck, now: number): Stuck {
    if (stuck.told || now - stuck.since < this.#patienceMs) return stuck;
    this.#logger.warn({ err: error, worker: id, name }, 'a container cannot get the name of its role');
    return { ...stuck, told: true };
  }
}
