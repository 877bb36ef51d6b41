import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { createLogger } from '@rideshare/common';
import type { Examination } from '../../../src/checkpoint/examine.ts';
import { Handover } from '../../../src/checkpoint/handover.ts';
import type { CheckpointHashed } from '../../../src/checkpoint/protocol.ts';
import { Snapshotter } from '../../../src/checkpoint/snapshotter.ts';

const HASH = 'ab'.repeat(32);

/** A Snapshotter whose examinations end when the test says so. */
class Stage {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'rideshare-snapshotter-'));
  readonly handover = new Handover();
  readonly hashed: CheckpointHashed[] = [];
  /** Offsets in the order of publication. */
  readonly published: number[] = [];
  readonly examinations: (Examination & { end: PromiseWithResolvers<undefined> })[] = [];
  readonly snapshotter: Snapshotter;

  constructor() {
    this.handover.free();
    this.snapshotter = new Snapshotter({
      worker: 'me',
      handover: this.handover,
      store: {
        temporaryFile: () => path.join(this.folder, crypto.randomUUID()),
        publish: (file, details) => {
          this.published.push(details.offset);
          return { ...details, file, sha256: HASH, size: 0, createdAt: 0 };
        },
        prune: () => undefined,
      },
      examine: (examination, onHashed) => {
        const { offset, to } = examination;
        const end = Promise.withResolvers<undefined>();
        this.examinations.push({ ...examination, end });
        if (to !== undefined) writeFileSync(to, '');
        onHashed({
          position: { offset, term: 1, master: 'm', digest: '', bytes: 10, origin: '' },
          hash: HASH,
        });
        return end.promise;
      },
      onHashed: (hashed) => this.hashed.push(hashed),
      logger: createLogger('test', 'silent'),
    });
  }

  /** Takes a checkpoint of which a snapshot is written, and ends its examination. @returns the written file */
  async write(offset: number): Promise<string> {
    const taken = this.snapshotter.checkpoint(offset, true);
    const examination = this.examinations.at(-1);
    examination?.end.resolve(undefined);
    await taken;
    return examination?.to ?? '';
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

describe('Snapshotter', () => {
  let stage: Stage;

  beforeEach(() => (stage = new Stage()));
  afterEach(() => stage.close());

  it('tells the hash, and writes nothing unless it is to', async () => {
    void stage.snapshotter.checkpoint(7, false);
    expect(stage.hashed).to.deep.equal([{ offset: 7, hash: HASH }]);
    expect(stage.examinations[0]?.to).to.equal(undefined);
    stage.examinations[0]?.end.resolve(undefined);
    await stage.snapshotter.publish(7);
    expect(stage.published).to.deep.equal([]);
  });

  it('publishes what it wrote when that is known to be good, once', async () => {
    await stage.write(7);
    expect(stage.published).to.deep.equal([]);
    await stage.snapshotter.publish(6);
    await stage.snapshotter.publish(7);
    await stage.snapshotter.publish(7);
    expect(stage.published).to.deep.equal([7]);
    expect(stage.handover.busy).to.equal(false);
  });

  it('publishes nothing before it is verified, though its hash was found right', async () => {
    void stage.snapshotter.checkpoint(7, true);
    const published = stage.snapshotter.publish(7);
    await new Promise(setImmediate);
    expect(stage.published).to.deep.equal([]);
    stage.examinations[0]?.end.resolve(undefined);
    await published;
    expect(stage.published).to.deep.equal([7]);
  });

  it('publishes nothing that turned out to be damaged, and removes it', async () => {
    const taken = stage.snapshotter.checkpoint(7, true).catch((error: unknown) => error);
    const published = stage.snapshotter.publish(7);
    stage.examinations[0]?.end.reject(new Error('damaged'));
    expect(await taken).to.be.instanceOf(Error);
    await published;
    expect(stage.published).to.deep.equal([]);
    expect(existsSync(stage.examinations[0]?.to ?? '')).to.equal(false);
  });

  it('removes what it wrote when it is discarded, or when the next is written and nobody asked for it', async () => {
    const first = await stage.write(7);
    await stage.snapshotter.discard(7);
    const second = await stage.write(8);
    expect([first, second].map(existsSync)).to.deep.equal([false, true]);
    await stage.write(9);
    expect(existsSync(second)).to.equal(false);
    await stage.snapshotter.publish(8);
    expect(stage.published).to.deep.equal([]);
  });

  it("lets a copy's writer that stands still go first", async () => {
    await stage.write(7);
    stage.handover.ask(() => undefined, 0);
    const published = stage.snapshotter.publish(7);
    await new Promise(setImmediate);
    expect(stage.published).to.deep.equal([]);
    stage.handover.take();
    await published;
    expect(stage.published).to.deep.equal([7]);
    expect(stage.handover.busy).to.equal(true);
  });
});
