import { expect } from 'chai';
import { Operations } from '../../../src/pool/operations.ts';

describe('Operations', () => {
  it('go on one at a time for each worker', async () => {
    const operations = new Operations({ onFailure: fail, onEnd: () => undefined });
    const { promise, resolve }: PromiseWithResolvers<void> = Promise.withResolvers();
    const begun: string[] = [];
    operations.begin('kill', 'w1', () => promise);
    operations.begin('start', 'w1', () => Promise.resolve(begun.push('w1')));
    operations.begin('start', 'w2', () => promise.then(() => begun.push('w2')));
    expect([...operations.ids('kill')]).to.deep.equal(['w1']);
    expect([...operations.ids('start')]).to.deep.equal(['w2']);

    resolve();
    await operations.settled('start');
    expect(begun).to.deep.equal(['w2']);
    expect(operations.has('w2')).to.be.false;
  });

  it('tell of their end, and of their failure before it', async () => {
    const told: unknown[] = [];
    const failure = new Error('in vain');
    const operations = new Operations({
      onFailure: (error) => told.push(error),
      onEnd: () => told.push('end'),
    });
    operations.begin('start', 'w1', () => Promise.reject(failure));
    await operations.settled('start');
    expect(told).to.deep.equal([failure, 'end']);
  });
});

function fail(error: unknown): never {
  throw error;
}
