import { rmSync } from 'node:fs';
import type { Logger } from '@rideshare/common';
import type { SnapshotDetails, SnapshotStore } from '../snapshot/store.ts';
import { verify } from '../snapshot/verify.ts';
import { PinnedCopy } from '../storage/pinned-copy.ts';
import type { CheckpointHashed } from './protocol.ts';

export interface SnapshotterOptions {
  worker: string;
  /** The SQLite file of this worker's copy. */
  file: string;
  store: Pick<SnapshotStore, 'temporaryFile' | 'publish' | 'prune'>;
  /** Called when the copy is pinned, or cannot be: its writer may go on. */
  onPinned: () => void;
  onHashed: (hashed: CheckpointHashed) => void;
  logger: Logger;
}

interface Written {
  file: string;
  details: SnapshotDetails;
}

/** Hashes the copy at checkpoints and writes snapshots, each of which waits until it is known to be good. */
export class Snapshotter {
  readonly #options: SnapshotterOptions;
  #written: Written | undefined;

  constructor(options: SnapshotterOptions) {
    this.#options = options;
  }

  /** Takes a checkpoint: the copy stands at this offset until `onPinned` is called. */
  async checkpoint(offset: number, snapshot: boolean): Promise<void> {
    this.#drop();
    const copy = this.#pin(offset);
    if (!copy) return;
    try {
      if (snapshot) await this.#write(copy);
      else this.#options.onHashed({ offset, hash: copy.hash() });
    } finally {
      copy.close();
    }
  }

  /** Publishes the snapshot of this offset, when it is this worker that has written it. */
  publish(offset: number): void {
    const { store, logger } = this.#options;
    const written = this.#written;
    if (written?.details.offset !== offset) return;
    this.#written = undefined;
    const { file } = store.publish(written.file, written.details);
    store.prune();
    logger.info({ offset, file }, 'snapshot published');
  }

  discard(offset: number): void {
    if (this.#written?.details.offset === offset) this.#drop();
  }

  #pin(offset: number): PinnedCopy | undefined {
    const { file, onPinned, logger } = this.#options;
    const copy = PinnedCopy.open(file);
    onPinned();
    if (copy.position.offset === offset) return copy;
    copy.close();
    logger.warn({ offset, pinned: copy.position.offset }, 'the copy went on before it was pinned');
    return undefined;
  }

  /** What is hashed is the file that was written, so that nothing is published but what was compared. */
  async #write(copy: PinnedCopy): Promise<void> {
    const { worker, store, onHashed } = this.#options;
    const file = store.temporaryFile(worker);
    try {
      await copy.backup(file);
      copy.close();
      const { offset, term, bytes, origin } = copy.position;
      const hash = hashOf(file);
      onHashed({ offset, hash });
      verify(file);
      this.#written = { file, details: { offset, term, bytes, origin, hash, worker } };
    } catch (error) {
      rmSync(file, { force: true });
      throw error;
    }
  }

  #drop(): void {
    if (this.#written) rmSync(this.#written.file, { force: true });
    this.#written = undefined;
  }
}

function hashOf(file: string): string {
  const copy = PinnedCopy.open(file);
  try {
    return copy.hash();
  } finally {
    copy.close();
  }
}
