import { expect } from 'chai';
import type { Peer } from '../../../src/process/peer.ts';
import { Tally } from '../../../src/process/tally.ts';
import { connectedPeers } from '../../support/peers.ts';

describe('the tally of the pool', () => {
  let tally: Tally;

  beforeEach(() => {
    tally = new Tally();
  });

  /** A process with that many requests it has not reported yet. */
  function join(id: number, unreported = 0): { process: Peer; primary: Peer } {
    const [primary, process] = connectedPeers();
    tally.join(id, primary);
    let held = unreported;
    process.on('count.collect', () => {
      const count = held;
      held = 0;
      return count;
    });
    return { process, primary };
  }

  it('adds up what was reported and what was not yet', async () => {
    const { process } = join(1, 3);
    join(2, 4);
    process.tell('count.add', 10);
    expect(await tally.requests()).to.equal(17);
    expect(await process.ask('count.total')).to.equal(17);
  });

  it('forgets on a reset what was not reported yet, too', async () => {
    const { process } = join(1, 3);
    await process.ask('count.reset');
    expect(await tally.requests()).to.equal(0);
  });

  it('keeps what a process reported that is gone, and does not wait for it', async () => {
    const { process, primary } = join(1);
    process.tell('count.add', 5);
    process.on('count.collect', () => new Promise(() => undefined));
    const total = tally.requests();
    primary.gone();
    tally.leave(1);
    expect(await total).to.equal(5);
    expect(await tally.requests()).to.equal(5);
  });

  it('fetches from a process that says farewell all it has', async () => {
    const { process } = join(1, 6);
    process.on('metrics.collect', () => [
      { name: 'a_total', help: 'a', type: 'counter', aggregator: 'sum', values: [{ value: 2, labels: {} }] },
    ]);
    await process.ask('farewell');
    tally.leave(1);
    expect(await tally.requests()).to.equal(6);
    expect(await tally.metrics()).to.match(/^a_total 2$/m);
  });

  it('has the metrics of one process although another fails to give its own', async () => {
    join(1).process.on('metrics.collect', () => Promise.reject(new Error('a gauge that throws')));
    join(2).process.on('metrics.collect', () => [
      { name: 'a_total', help: 'a', type: 'counter', aggregator: 'sum', values: [{ value: 2, labels: {} }] },
    ]);
    expect(await tally.metrics()).to.match(/^a_total 2$/m);
  });
});
