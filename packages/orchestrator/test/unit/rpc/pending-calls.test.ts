import { expect } from 'chai';
import { DeadlineError, UnavailableError } from '../../../src/rpc/errors.ts';
import { PendingCalls, type Reply } from '../../../src/rpc/pending-calls.ts';

const OK: Reply = { code: 'ok', body: Buffer.from('{}'), offset: 1 };

async function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('PendingCalls', () => {
  const unlimited = { limit: 100, limitBytes: 1_000, timeoutMs: 60_000 };

  it('gives each caller the reply of its own correlation id, in whatever order replies come', async () => {
    const calls = new PendingCalls(unlimited);
    const ids: string[] = [];
    const first = calls.call((id) => ids.push(id));
    const second = calls.call((id) => ids.push(id));
    const [firstId = '', secondId = ''] = ids;
    const other: Reply = { code: 'conflict', body: Buffer.from('{"detail":"no"}'), offset: 2 };
    calls.settle(secondId, other);
    calls.settle(firstId, OK);
    expect(await first).to.equal(OK);
    expect(await second).to.equal(other);
    expect(calls.size).to.equal(0);
  });

  it('fails a call that gets no reply before its deadline, and ignores the reply that comes later', async () => {
    const calls = new PendingCalls({ ...unlimited, timeoutMs: 1 });
    let sent = '';
    expect(await failure(calls.call((id) => (sent = id)))).to.be.instanceOf(DeadlineError);
    calls.settle(sent, OK);
    expect(calls.size).to.equal(0);
  });

  it('waits longer for a call that says so', async () => {
    const calls = new PendingCalls({ ...unlimited, timeoutMs: 1 });
    let sent = '';
    const long = calls.call((id) => (sent = id), { timeoutMs: 60_000 });
    expect(await failure(calls.call(() => undefined))).to.be.instanceOf(DeadlineError);
    calls.settle(sent, OK);
    expect(await long).to.equal(OK);
  });

  it('refuses one call more than its limit, and takes calls again when one is settled', async () => {
    const calls = new PendingCalls({ ...unlimited, limit: 1 });
    let sent = '';
    const first = calls.call((id) => (sent = id));
    expect(() => calls.call(() => undefined)).to.throw(UnavailableError);
    calls.settle(sent, OK);
    await first;
    const second = calls.call((id) => (sent = id));
    calls.settle(sent, OK);
    expect(await second).to.equal(OK);
  });

  it('refuses calls while those that wait are too large together', async () => {
    const calls = new PendingCalls({ ...unlimited, limitBytes: 1_000 });
    const sent: string[] = [];
    const waiting = [400, 600].map((bytes) => calls.call((id) => sent.push(id), { bytes }));
    expect(() => calls.call(() => undefined, { bytes: 1 })).to.throw(UnavailableError);
    calls.settle(sent[0] ?? '', OK);
    waiting.push(calls.call((id) => sent.push(id), { bytes: 1 }));
    for (const id of sent) calls.settle(id, OK);
    expect(await Promise.all(waiting)).to.deep.equal([OK, OK, OK]);
  });

  it('fails a call at once when it cannot be sent', async () => {
    const calls = new PendingCalls(unlimited);
    const unsendable = calls.call(() => {
      throw new Error('channel closed');
    });
    expect(await failure(unsendable)).to.be.instanceOf(UnavailableError);
    expect(calls.size).to.equal(0);
  });

  it('fails every waiting call when the connection is lost', async () => {
    const calls = new PendingCalls(unlimited);
    const waiting = [calls.call(() => undefined), calls.call(() => undefined)].map(failure);
    const lost = new Error('lost');
    calls.failAll(lost);
    expect(await Promise.all(waiting)).to.deep.equal([lost, lost]);
  });

  it('never takes the reply to an earlier process for one of its own', () => {
    const ids: string[] = [];
    for (const calls of [new PendingCalls(unlimited), new PendingCalls(unlimited)]) {
      void failure(calls.call((id) => ids.push(id)));
      calls.failAll(new Error('over'));
    }
    expect(new Set(ids).size).to.equal(2);
  });
});
