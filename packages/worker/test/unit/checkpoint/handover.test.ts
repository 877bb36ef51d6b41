import { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { Handover } from '../../../src/checkpoint/handover.ts';

/** A thread that takes over when it is told to, as long as it was told to. */
const TAKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const cell = new Int32Array(workerData);
  parentPort.on('message', () => { Atomics.store(cell, 0, 2); Atomics.notify(cell, 0); });
`;

describe('Handover', () => {
  it('asks nobody before the other thread runs, nor while it is at something', () => {
    const handover = new Handover();
    let asked = 0;
    const ask = (): boolean => handover.ask(() => (asked += 1), 0);
    expect(ask()).to.equal(false);
    handover.free();
    handover.take();
    expect(handover.busy).to.equal(true);
    expect(ask()).to.equal(false);
    expect(asked).to.equal(0);
  });

  it('stands still until the other thread has taken over', async () => {
    const handover = new Handover();
    handover.free();
    const taker = new Worker(TAKER, { eval: true, workerData: handover.buffer });
    expect(handover.ask(() => taker.postMessage('take'), 60_000)).to.equal(true);
    expect(handover.busy).to.equal(true);
    await taker.terminate();
  });

  it('goes on when the other thread does not take over in time, and does not ask again before it is free', () => {
    const handover = new Handover();
    handover.free();
    expect(handover.ask(() => undefined, 1)).to.equal(false);
    expect(handover.ask(() => expect.fail('asked again'), 1)).to.equal(false);
    new Handover(handover.buffer).free();
    expect(handover.busy).to.equal(false);
  });
});
