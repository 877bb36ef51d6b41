import { rmSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { Logger } from '@rideshare/common/core';
import type { SnapshotDetails, SnapshotStore } from '../snapshot/store.ts';
import type { Examination, Examined } from './examine.ts';
import type { Handover } from './handover.ts';
import type { CheckpointHashed } from './protocol.ts';

export interface SnapshotterOptions {
  worker: string;
  store: Pick<SnapshotStore, 'temporaryFile' | 'publish' | 'prune'>;
  /** Has the copy examined elsewhere; resolves when all is well. */
  examine: (examination: Examination, onHashed: (examined: Examined) => void) => Promise<void>;
  onHashed: (hashed: CheckpointHashed) => void;
  handover: Pick<Handover, 'asked' | 'claim' | 'free'>;
  logger: Logger;
}

interface Written {
  file: string;
  details: SnapshotDetails;
}

/** Has the copy hashed at checkpoints and snapshots written, each of which waits until it is known to be good. */
export class Snapshotter {
  readonly #options: SnapshotterOptions;
  #underWay: { offset: number; ended: Promise<void> } | undefined;
  #written: Written | undefined;

  constructor(options: SnapshotterOptions) {
    this.#options = options;
  }

  /** Takes a checkpoint, where the copy stands still until it is pinned. */
  async checkpoint(offset: number, snapshot: boolean): Promise<void> {
    const taken = snapshot ? this.#write(offset) : this.#examine({ offset, to: undefined });
    const ended = taken.then(
      () => undefined,
      () => undefined,
    );
    this.#underWay = { offset, ended };
    await taken;
  }

  /** Publishes the snapshot of this offset, when it is this worker that has written it. */
  async publish(offset: number): Promise<void> {
    const { handover } = this.#options;
    await this.#ended(offset);
    // A checkpoint for which the copy's writer stands still goes first.
    while (handover.asked) await setImmediate();
    const claimed = handover.claim();
    try {
      this.#publishNow(offset);
    } finally {
      if (claimed) handover.free();
    }
  }

  async discard(offset: number): Promise<void> {
    await this.#ended(offset);
    if (this.#written?.details.offset === offset) this.#replace(undefined);
  }

  async #ended(offset: number): Promise<void> {
    if (this.#underWay?.offset === offset) await this.#underWay.ended;
  }

  #publishNow(offset: number): void {
    const { store, logger } = this.#options;
    const written = this.#written;
    if (written?.details.offset !== offset) return;
    this.#written = undefined;
    const { file } = store.publish(written.file, written.details);
    store.prune();
    logger.info({ offset, file }, 'snapshot published');
  }

  async #write(offset: number): Promise<void> {
    const { worker, store } = this.#options;
    const file = store.temporaryFile(worker);
    try {
      const { position, hash } = await this.#examine({ offset, to: file });
      const { term, bytes, origin } = position;
      this.#replace({ file, details: { offset, term, bytes, origin, hash, worker } });
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
  }

  async #examine(examination: Examination): Promise<Examined> {
    const { examine, onHashed } = this.#options;
    const hashed = Promise.withResolvers<Examined>();
    await examine(examination, (examined) => {
      hashed.resolve(examined);
      onHashed({ offset: examination.offset, hash: examined.hash });
    });
    return hashed.promise;
  }

  #replace(written: Written | undefined): void {
    if (this.#written) rmSync(this.#written.file, { force: true });
    this.#written = written;
  }
}
