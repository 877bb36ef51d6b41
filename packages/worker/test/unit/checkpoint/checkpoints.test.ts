import { expect } from 'chai';
import { createLogger } from '@rideshare/common';
import type { EntryHeader } from '@rideshare/dbaas';
import { Checkpoints, type Note } from '../../../src/checkpoint/checkpoints.ts';
import type { Verdict } from '../../../src/checkpoint/comparison.ts';
import type { Milestone } from '../../../src/checkpoint/due.ts';
import type { CheckpointCommand } from '../../../src/checkpoint/protocol.ts';
import type { Position } from '../../../src/storage/copy.ts';

/** The copy `me`, with time, log and thread of snapshots as the test plays them. */
class Stage {
  readonly told: CheckpointCommand[] = [];
  readonly notes: Note[] = [];
  readonly diverged: Verdict[] = [];
  now = 1_000_000;
  leads = false;
  busy = false;
  newest: Milestone | undefined;
  readonly checkpoints: Checkpoints;
  #position: Position = { offset: -1, term: 1, master: '', digest: '', bytes: 0, origin: '' };

  constructor() {
    this.checkpoints = new Checkpoints({
      id: 'me',
      position: () => this.#position,
      leads: () => this.leads,
      note: (note) => {
        if (this.leads) this.notes.push(note);
        return this.leads;
      },
      handover: this.#handover(),
      tell: (command) => this.told.push(command),
      newest: () => this.newest,
      limits: { entries: 10, bytes: 1_000_000, intervalMs: 60_000 },
      now: () => this.now,
      onDiverged: (verdict) => this.diverged.push(verdict),
      logger: createLogger('test', 'silent'),
    });
    this.checkpoints.active = true;
    this.checkpoints.writes = false;
  }

  /** Applies an entry of the worker `one`, or the one given. */
  apply(header: EntryHeader, status: 'applied' | 'ignored' = 'applied'): number {
    const offset = this.#position.offset + 1;
    this.#position = { ...this.#position, offset, bytes: this.#position.bytes + 100 };
    this.checkpoints.applied([{ offset, header, status, code: 'ok', body: '' }]);
    return offset;
  }

  write(times = 1): void {
    for (let i = 0; i < times; i += 1) {
      this.apply({ kind: 'write', term: 1, master: 'one', seq: 1, requestId: crypto.randomUUID() });
    }
  }

  checkpoint(status?: 'applied' | 'ignored'): number {
    return this.apply({ kind: 'checkpoint', term: 1, master: 'one' }, status);
  }

  checksum(at: number, hash: string, master = 'one', status?: 'applied' | 'ignored'): void {
    this.apply({ kind: 'checksum', term: 1, master, at, hash }, status);
  }

  #handover(): { readonly busy: boolean; ask: (ask: () => void) => boolean } {
    const busy = (): boolean => this.busy;
    return {
      get busy() {
        return busy();
      },
      ask: (ask) => {
        if (this.busy) return false;
        ask();
        return true;
      },
    };
  }
}

describe('Checkpoints', () => {
  describe('on any copy', () => {
    it('hands the copy over at a checkpoint, to be written when that is its duty', () => {
      const stage = new Stage();
      const first = stage.checkpoint();
      stage.checkpoints.writes = true;
      const second = stage.checkpoint();
      expect(stage.told).to.deep.equal([
        { type: 'checkpoint', offset: first, snapshot: false },
        { type: 'checkpoint', offset: second, snapshot: true },
      ]);
    });

    it('hands nothing over before it has caught up with the log', () => {
      const stage = new Stage();
      stage.checkpoints.active = false;
      stage.checkpoint();
      expect(stage.told).to.deep.equal([]);
    });

    it('hands nothing over at a checkpoint of a term that is over', () => {
      const stage = new Stage();
      stage.checkpoint('ignored');
      expect(stage.told).to.deep.equal([]);
    });

    it("has the snapshot published when the hash is the master's, whichever comes first", () => {
      const stage = new Stage();
      stage.checkpoints.hashed({ offset: 4, hash: 'abc' });
      stage.checksum(4, 'abc');
      stage.checksum(9, 'def');
      stage.checkpoints.hashed({ offset: 9, hash: 'def' });
      expect(stage.told).to.deep.equal([
        { type: 'publish', offset: 4 },
        { type: 'publish', offset: 9 },
      ]);
      expect(stage.diverged).to.deep.equal([]);
    });

    it('says so and has the snapshot discarded when the hash is another', () => {
      const stage = new Stage();
      stage.checkpoints.hashed({ offset: 4, hash: 'abc' });
      stage.checksum(4, 'xyz');
      expect(stage.told).to.deep.equal([{ type: 'discard', offset: 4 }]);
      expect(stage.diverged).to.deep.equal([{ offset: 4, own: 'abc', logged: 'xyz', master: 'one' }]);
    });

    it('believes no checksum of a term that is over', () => {
      const stage = new Stage();
      stage.checkpoints.hashed({ offset: 4, hash: 'abc' });
      stage.checksum(4, 'xyz', 'one', 'ignored');
      expect(stage.diverged).to.deep.equal([]);
    });

    it('does not publish what only it has verified, unless it is alone', () => {
      const stage = new Stage();
      stage.checkpoints.hashed({ offset: 4, hash: 'abc' });
      stage.checksum(4, 'abc', 'me');
      expect(stage.told).to.deep.equal([{ type: 'discard', offset: 4 }]);
      stage.checkpoints.writes = true;
      stage.checkpoints.hashed({ offset: 5, hash: 'abc' });
      stage.checksum(5, 'abc', 'me');
      expect(stage.told.at(-1)).to.deep.equal({ type: 'publish', offset: 5 });
    });

    it('appends nothing while it does not lead', () => {
      const stage = new Stage();
      stage.write(100);
      stage.checkpoints.tick();
      stage.checkpoints.hashed({ offset: 4, hash: 'abc' });
      expect(stage.notes).to.deep.equal([]);
    });
  });

  describe('on the master', () => {
    it('appends a checkpoint when one is due, and only one until it had its chance', () => {
      const stage = new Stage();
      stage.leads = true;
      stage.write(9);
      stage.checkpoints.tick();
      expect(stage.notes).to.deep.equal([]);
      stage.write();
      stage.checkpoints.tick();
      stage.checkpoints.tick();
      stage.checkpoint();
      stage.checkpoints.tick();
      expect(stage.notes).to.deep.equal([{ kind: 'checkpoint' }]);
      stage.now += 10_000;
      stage.checkpoints.tick();
      expect(stage.notes).to.have.length(2);
    });

    it('appends the hash of its copy', () => {
      const stage = new Stage();
      stage.leads = true;
      stage.checkpoints.hashed({ offset: 4, hash: 'abc' });
      expect(stage.notes).to.deep.equal([{ kind: 'checksum', at: 4, hash: 'abc' }]);
    });

    it('gives the checkpoint of the master before it the same time', () => {
      const stage = new Stage();
      stage.write(10);
      stage.checkpoint();
      stage.leads = true;
      stage.checkpoints.tick();
      expect(stage.notes).to.deep.equal([]);
    });

    it('counts from the newest snapshot, and from the beginning when that one is ahead of the log', () => {
      const stage = new Stage();
      stage.leads = true;
      stage.write(15);
      stage.newest = { offset: 9, bytes: 1_000, at: stage.now };
      stage.checkpoints.tick();
      expect(stage.notes).to.deep.equal([]);
      stage.newest = { offset: 1_000, bytes: 100_000, at: stage.now };
      stage.checkpoints.tick();
      expect(stage.notes).to.deep.equal([{ kind: 'checkpoint' }]);
    });

    it('waits while the last checkpoint is being worked at', () => {
      const stage = new Stage();
      stage.leads = true;
      stage.busy = true;
      stage.write(100);
      stage.checkpoints.tick();
      expect(stage.notes).to.deep.equal([]);
    });
  });
});
