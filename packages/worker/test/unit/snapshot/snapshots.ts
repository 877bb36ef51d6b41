import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Copy, type LogEntry } from '../../../src/storage/copy.ts';
import { PinnedCopy } from '../../../src/storage/pinned-copy.ts';
import { SnapshotStore, type Snapshot } from '../../../src/snapshot/store.ts';
import { TestLog } from '../storage/test-log.ts';

const NOTES = { columns: [{ name: 'text', type: 'text' }] };

/** A log, a copy that follows it, and a folder for its snapshots; for one test. */
export class SnapshotStage {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'rideshare-snapshots-'));
  readonly copyFile = path.join(this.folder, 'copy.db');
  readonly log = new TestLog();
  readonly copy = Copy.open(this.copyFile);
  now = 1_000;
  readonly store = new SnapshotStore(path.join(this.folder, 'snapshots'), { now: () => this.now });

  constructor() {
    this.copy.apply([this.log.barrier(), this.log.define('notes', NOTES)]);
  }

  write(text = 'a note', id?: string): LogEntry {
    const entry = this.log.write({ table: 'notes', insert: { text } }, id === undefined ? {} : { id });
    this.copy.apply([entry]);
    return entry;
  }

  /** Takes a snapshot of where the copy stands, as a worker does. */
  async take(worker = 'w'): Promise<Snapshot> {
    const pinned = PinnedCopy.open(this.copyFile);
    try {
      const file = this.store.temporaryFile(worker);
      await pinned.backup(file);
      return this.store.publish(file, { ...pinned.position, worker, hash: pinned.hash() });
    } finally {
      pinned.close();
    }
  }

  hash(file = this.copyFile): string {
    const pinned = PinnedCopy.open(file);
    const hash = pinned.hash();
    pinned.close();
    return hash;
  }

  close(): void {
    this.copy.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
