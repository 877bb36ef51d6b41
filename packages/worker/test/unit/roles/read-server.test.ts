import { expect } from 'chai';
import type { ReadRequest } from '@rideshare/dbaas';
import { ReadServer, type Answer, type Progress } from '../../../src/roles/read-server.ts';
import { StandInChannel } from './stand-in-channel.ts';

const LONG = JSON.stringify('x'.repeat(1024 * 1024));

/** A copy whose progress the test makes, and a broker that notes what it is told. */
class Stage {
  readonly broker = new StandInChannel();
  readonly server: ReadServer;
  readonly #backup = Promise.withResolvers<Answer>();
  /** What reads are answered with. */
  body = '[]';
  /** How far the commit under way will lead. */
  announced = 0;
  #applied = 0;
  #waiting: { offset: number; settle: (reached: boolean) => void }[] = [];

  constructor() {
    this.server = new ReadServer({
      channel: this.broker.channel,
      answer: ({ kind }) => (kind === 'backup' ? this.#backup.promise : { code: 'ok', body: this.body }),
      progress: this.#progress(),
    });
  }

  get calls(): string[] {
    return this.broker.calls;
  }

  /** What the replies say that the reads may have seen. */
  get offsets(): number[] {
    return this.broker.replies.map(({ offset }) => offset);
  }

  /** Asks for a backup, which is done when the test says so. */
  backUp(correlationId: string, floor: number): PromiseWithResolvers<Answer> {
    this.request(correlationId, floor, 'backup');
    return this.#backup;
  }

  request(correlationId: string, floor: number, kind: 'tables' | 'backup' = 'tables'): void {
    const request: ReadRequest = { kind, floor };
    this.broker.deliver(JSON.stringify(request), { correlationId });
  }

  async apply(offset: number): Promise<void> {
    this.#applied = offset;
    for (const { offset: wanted, settle } of this.#waiting) if (offset >= wanted) settle(true);
    await new Promise(setImmediate);
  }

  async giveUpWaiting(): Promise<void> {
    for (const { settle } of this.#waiting) settle(false);
    await new Promise(setImmediate);
  }

  #progress(): Progress {
    const applied = (): number => this.#applied;
    const announced = (): number => this.announced;
    return {
      get value() {
        return applied();
      },
      get visible() {
        return announced();
      },
      reached: (offset) => new Promise((settle) => this.#waiting.push({ offset, settle })),
    };
  }
}

describe('ReadServer', () => {
  it('answers reads whose floor is applied at once, and acknowledges them together after the answers', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.request('a', 0);
    stage.request('b', 0);
    await new Promise(setImmediate);
    expect(stage.calls).to.deep.equal(['reply a ok', 'reply b ok', 'ack b and before']);
  });

  it('tells how far the log goes of which a read may have seen something, even of a commit under way', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.announced = 7;
    stage.request('a', 0);
    stage.announced = 9;
    stage.request('b', 0);
    expect(stage.offsets).to.deep.equal([7, 9]);
  });

  it('never acknowledges a read that still waits along with later ones', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.request('a', 0);
    stage.request('late', 5);
    stage.request('b', 0);
    await new Promise(setImmediate);
    expect(stage.calls).to.deep.equal(['reply a ok', 'ack a and before', 'reply b ok', 'ack b']);
  });

  it('holds a read until its floor is applied, and answers others meanwhile', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.request('late', 5);
    stage.request('early', 0);
    expect(stage.calls).to.deep.equal(['reply early ok', 'ack early']);
    await stage.apply(5);
    expect(stage.calls.slice(2)).to.deep.equal(['reply late ok', 'ack late']);
  });

  it('gives a read back to the queue when the copy does not reach the floor in time', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.request('a', 5);
    await stage.giveUpWaiting();
    expect(stage.calls).to.deep.equal(['back a']);
  });

  it('answers others while the answer to one takes long, and drains when that is answered too', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.request('a', 0);
    const backup = stage.backUp('backup', 0);
    stage.request('b', 0);
    const drained = stage.server.drain().then(() => stage.calls.push('drained'));
    await new Promise(setImmediate);
    backup.resolve({ code: 'ok', body: '{}' });
    await drained;
    expect(stage.calls).to.deep.equal([
      'reply a ok',
      'ack a and before',
      'reply b ok',
      'ack b',
      'cancel tag',
      'reply backup ok',
      'ack backup',
      'drained',
    ]);
  });

  it('begins what takes long only when its floor is applied', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.backUp('backup', 5).resolve({ code: 'ok', body: '{}' });
    await new Promise(setImmediate);
    expect(stage.calls).to.deep.equal([]);
    await stage.apply(5);
    expect(stage.calls).to.deep.equal(['reply backup ok', 'ack backup']);
  });

  it('takes reads again after a pause, without waiting for what takes long', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.backUp('backup', 0);
    await stage.server.pause();
    await stage.server.serve();
    stage.request('a', 0);
    expect(stage.calls).to.deep.equal(['cancel tag', 'reply a ok', 'ack a']);
  });

  it('has answered every read that it took when it is drained', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.request('a', 5);
    const drained = stage.server.drain().then(() => stage.calls.push('drained'));
    await stage.apply(5);
    await drained;
    expect(stage.calls).to.deep.equal(['cancel tag', 'reply a ok', 'ack a', 'drained']);
  });

  it('makes no other answer before a long one is with the broker', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.request('late', 5);
    stage.body = LONG;
    stage.request('long', 0);
    stage.request('longer', 0);
    stage.request('b', 0);
    await stage.apply(5);
    expect(stage.calls).to.deep.equal(['reply long ok', 'ack long']);
    await stage.broker.receiveAll();
    expect(stage.calls.slice(2)).to.deep.equal(['reply longer ok', 'ack longer']);
    stage.body = '[]';
    await stage.broker.receiveAll();
    expect(stage.calls.slice(4)).to.deep.equal(['reply b ok', 'ack b', 'reply late ok', 'ack late']);
  });

  it('is drained when it has made the answers that waited for a long one', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.body = LONG;
    stage.request('long', 0);
    stage.request('longer', 0);
    const drained = stage.server.drain().then(() => stage.calls.push('drained'));
    await stage.broker.receiveAll();
    expect(stage.calls).not.to.include('drained');
    await stage.broker.receiveAll();
    await drained;
    expect(stage.calls.slice(-3)).to.deep.equal(['reply longer ok', 'ack longer', 'drained']);
  });

  it('makes none of the answers that waited when the channel is gone: the broker asks others', async () => {
    const stage = new Stage();
    await stage.server.serve();
    stage.body = LONG;
    stage.request('long', 0);
    stage.request('b', 0);
    await stage.broker.loseAll();
    await stage.server.drain();
    expect(stage.calls).not.to.include('reply b ok');
  });

  it('can serve again after it was drained', async () => {
    const stage = new Stage();
    await stage.server.serve();
    await stage.server.drain();
    await stage.server.serve();
    stage.request('a', 0);
    expect(stage.calls).to.include('reply a ok');
  });
});
