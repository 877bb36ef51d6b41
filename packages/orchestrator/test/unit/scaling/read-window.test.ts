import { expect } from 'chai';
import { ReadWindow } from '../../../src/scaling/read-window.ts';
import { VirtualClock } from '../pool/world/virtual-clock.ts';

const WINDOW_MS = 120_000;

describe('A window of reads', () => {
  let clock: VirtualClock;
  let window: ReadWindow;
  let changes: { wanted: number; reads: number }[];

  function begin({ running = 1, slaves = 1, maxSlaves = 8 } = {}): void {
    clock = new VirtualClock();
    changes = [];
    window = new ReadWindow({
      settings: { readWindowMs: WINDOW_MS, readsPerSlave: 20, slaves, maxSlaves },
      running,
      clock,
      onChange: (wanted, reads) => changes.push({ wanted, reads }),
    });
  }

  function read(count: number): void {
    for (let n = 0; n < count; n++) window.increment();
  }

  beforeEach(() => begin());

  for (const [reads, slaves] of [
    [1, 1],
    [20, 1],
    [21, 2],
    [40, 2],
    [41, 3],
    [60, 3],
    [61, 4],
    [160, 8],
    [100_000, 8],
  ] as const) {
    it(`with ${reads} reads calls for ${slaves} slaves at its end, and not before`, async () => {
      read(reads);
      await clock.advance(WINDOW_MS - 1);
      expect(window).to.include({ wanted: 1, count: reads });
      await clock.advance(1);
      expect(window).to.include({ wanted: slaves, count: 0 });
      expect(changes).to.deep.equal(slaves === 1 ? [] : [{ wanted: slaves, reads }]);
    });
  }

  it('begins with the first read, however late', async () => {
    await clock.advance(WINDOW_MS - 1);
    read(21);
    await clock.advance(WINDOW_MS - 1);
    expect(window.wanted).to.equal(1);
    await clock.advance(1);
    expect(window.wanted).to.equal(2);
  });

  it('is followed by another at once, and a quiet one brings back the least number', async () => {
    read(61);
    await clock.advance(WINDOW_MS);
    read(21);
    await clock.advance(WINDOW_MS);
    await clock.advance(WINDOW_MS);
    expect(changes).to.deep.equal([
      { wanted: 4, reads: 61 },
      { wanted: 2, reads: 21 },
      { wanted: 1, reads: 0 },
    ]);
  });

  it('after a quiet one begins with the next read again', async () => {
    read(1);
    await clock.advance(2.5 * WINDOW_MS);
    read(21);
    await clock.advance(WINDOW_MS - 1);
    expect(window.wanted).to.equal(1);
    await clock.advance(1);
    expect(window.wanted).to.equal(2);
  });

  it('never calls for fewer slaves than the least number', async () => {
    begin({ slaves: 3, running: 3 });
    read(1);
    await clock.advance(WINDOW_MS);
    expect(window.wanted).to.equal(3);
    read(61);
    await clock.advance(WINDOW_MS);
    expect(window.wanted).to.equal(4);
    await clock.advance(WINDOW_MS);
    expect(window.wanted).to.equal(3);
  });

  it('keeps the slaves that an earlier orchestrator has left until it has ended', async () => {
    begin({ running: 4 });
    await clock.advance(WINDOW_MS - 1);
    expect(window.wanted).to.equal(4);
    await clock.advance(1);
    expect(window.wanted).to.equal(1);
  });

  it('does not keep more or fewer of them than there may be', () => {
    begin({ running: 9 });
    expect(window.wanted).to.equal(8);
    begin({ running: -1, slaves: 2 });
    expect(window.wanted).to.equal(2);
  });
});
