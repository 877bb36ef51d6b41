import { expect } from 'chai';
import { Peer, PeerError } from '../../../src/process/peer.ts';
import { connectedPeers } from '../../support/peers.ts';

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(() => undefined).catch((error: unknown) => error);

describe('a peer', () => {
  it('delivers what it is told, in order', () => {
    const [one, other] = connectedPeers();
    const heard: unknown[] = [];
    other.on('news', (value) => heard.push(value));
    one.tell('news', 1);
    one.tell('news', 2);
    one.tell('else', 3);
    expect(heard).to.deep.equal([1, 2]);
  });

  it('answers each question with what its handler returns', async () => {
    const [one, other] = connectedPeers();
    other.on('double', (value) => Promise.resolve(Number(value) * 2));
    expect(await Promise.all([one.ask('double', 1), one.ask('double', 2)])).to.deep.equal([2, 4]);
  });

  it('answers a question for which it has no handler with undefined', async () => {
    const [one] = connectedPeers();
    expect(await one.ask('anything')).to.equal(undefined);
  });

  it('passes on that a handler failed', async () => {
    const [one, other] = connectedPeers();
    other.on('fail', () => Promise.reject(new Error('no such luck')));
    const failure = await failureOf(one.ask('fail'));
    expect(failure).to.be.instanceOf(PeerError);
    expect(String(failure)).to.include('no such luck');
  });

  it('fails what is still unanswered when the other end is gone', async () => {
    const lone = new Peer(() => undefined);
    const unanswered = failureOf(lone.ask('anything'));
    lone.gone();
    expect(await unanswered).to.be.instanceOf(PeerError);
  });

  it('leaves messages alone that are not its own', () => {
    const [one] = connectedPeers();
    for (const message of [undefined, null, 'tell', { type: 'other' }])
      expect(() => one.receive(message)).not.to.throw();
  });
});
