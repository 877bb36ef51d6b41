import { expect } from 'chai';
import { Worker } from 'node:worker_threads';
import { AppliedOffset } from '../../../src/log/applied-offset.ts';

describe('AppliedOffset', () => {
  it('starts below every offset', () => {
    expect(new AppliedOffset().value).to.equal(-1);
  });

  it('tells at once of an offset that is applied already', async () => {
    const applied = new AppliedOffset();
    applied.advance(7);
    expect(await applied.reached(7, 0)).to.equal(true);
  });

  it('wakes one who waits when another thread advances far enough, not before', async () => {
    const applied = new AppliedOffset();
    const source = `
      const { workerData, parentPort } = require('node:worker_threads');
      const cell = new BigInt64Array(workerData);
      parentPort.on('message', (offset) => {
        Atomics.store(cell, 0, BigInt(offset));
        Atomics.notify(cell, 0);
        parentPort.postMessage(offset);
      });`;
    const other = new Worker(source, { eval: true, workerData: applied.buffer });
    try {
      let woken = false;
      const waiting = applied.reached(9, 20_000).then((reached) => (woken = reached));
      const said = new Promise((resolve) => other.once('message', resolve));
      other.postMessage(8);
      await said;
      await new Promise(setImmediate);
      expect(woken).to.equal(false);
      other.postMessage(9);
      expect(await waiting).to.equal(true);
    } finally {
      await other.terminate();
    }
  });

  it('counts what a commit may have shown from before it until it is known to have ended', () => {
    const applied = new AppliedOffset();
    applied.advance(7);
    expect(applied.visible).to.equal(7);
    applied.announce(9);
    expect([applied.value, applied.visible]).to.deep.equal([7, 9]);
    applied.advance(9);
    expect([applied.value, applied.visible]).to.deep.equal([9, 9]);
  });

  it('gives up when the offset is not reached in time', async () => {
    expect(await new AppliedOffset().reached(0, 1)).to.equal(false);
  });
});
