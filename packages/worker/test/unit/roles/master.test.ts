import { expect } from 'chai';
import type { ConfirmChannel } from 'amqplib';
import { decodeEntry, type EntryHeader } from '@rideshare/dbaas';
import { LogAppender } from '../../../src/log/appender.ts';
import { Master } from '../../../src/roles/master.ts';
import type { Outcome, Position } from '../../../src/storage/copy.ts';
import { StandInChannel } from './stand-in-channel.ts';

/** One master over a broker and a copy that the test plays by hand. */
class Stage {
  readonly broker = new StandInChannel();
  readonly log: { header: EntryHeader; body: string }[] = [];
  position: Position = { offset: 4, term: 2, master: 'former', digest: '', bytes: 0, origin: '' };
  deposed = 0;
  readonly master: Master;

  constructor() {
    const appends = {
      sendToQueue: (_queue: string, content: Buffer) => {
        const { header, body } = decodeEntry(content);
        this.log.push({ header, body: body.toString() });
      },
    } as unknown as ConfirmChannel;
    this.master = new Master({
      id: 'me',
      channel: this.broker.channel,
      appender: new LogAppender(appends, () => undefined),
      position: () => this.position,
      onDeposed: () => (this.deposed += 1),
    });
  }

  get calls(): string[] {
    return this.broker.calls;
  }

  request(correlationId: string, requestId = correlationId): void {
    this.broker.deliver(`body of ${requestId}`, { correlationId, messageId: requestId, type: 'write' });
  }

  barrier(term: number, master: string): void {
    const adopted = term > this.position.term;
    if (adopted) this.position = { ...this.position, term, master };
    const header: EntryHeader = { kind: 'barrier', term, master, origin: '' };
    this.master.settle([
      { offset: 5, header, status: adopted ? 'applied' : 'ignored', code: 'ok', body: '' },
    ]);
  }

  settle(...indices: number[]): void {
    this.master.settle(indices.map((index) => this.#outcome(index, 'applied')));
  }

  ignore(index: number): void {
    this.master.settle([this.#outcome(index, 'ignored')]);
  }

  #outcome(index: number, status: Outcome['status']): Outcome {
    return {
      offset: 10 + index,
      header: this.log[index]?.header,
      status,
      code: 'ok',
      body: `{"n":${index}}`,
    };
  }
}

async function leadingStage(): Promise<Stage> {
  const stage = new Stage();
  const led = stage.master.lead();
  await new Promise(setImmediate);
  stage.barrier(3, 'me');
  await led;
  return stage;
}

describe('Master', () => {
  it('appends nothing of a request before its barrier is applied, and everything after it in order', async () => {
    const stage = new Stage();
    const led = stage.master.lead();
    await new Promise(setImmediate);
    stage.request('a');
    stage.request('b');
    expect(stage.log.map(({ header }) => header.kind)).to.deep.equal(['barrier']);
    stage.barrier(3, 'me');
    expect(await led).to.equal(3);
    expect(stage.log.slice(1).map(({ body }) => body)).to.deep.equal(['body of a', 'body of b']);
  });

  it('answers a request only when its entry is applied, and acknowledges it after the answer', async () => {
    const stage = await leadingStage();
    stage.request('a');
    expect(stage.calls).to.deep.equal([]);
    stage.settle(1);
    expect(stage.calls).to.deep.equal(['reply a ok', 'ack a and before']);
    expect(stage.broker.replies).to.deep.equal([{ queue: 'responseQ', content: '{"n":1}', offset: 11 }]);
  });

  it('acknowledges all that one commit settled at once', async () => {
    const stage = await leadingStage();
    stage.request('a');
    stage.request('b');
    stage.settle(1, 2);
    expect(stage.calls.filter((call) => call.startsWith('ack'))).to.deep.equal(['ack b and before']);
  });

  it('answers two deliveries of one request each under its own correlation id', async () => {
    const stage = await leadingStage();
    stage.request('first', 'same');
    stage.request('second', 'same');
    stage.settle(1, 2);
    expect(stage.calls.slice(0, 2)).to.deep.equal(['reply first ok', 'reply second ok']);
  });

  it('gives up when another barrier of its term came first, and answers nothing', async () => {
    const stage = new Stage();
    void stage.master.lead();
    await new Promise(setImmediate);
    stage.request('a');
    stage.barrier(3, 'other');
    stage.barrier(3, 'me');
    expect(stage.deposed).to.equal(1);
    expect(stage.log).to.have.length(1);
    expect(stage.calls).to.deep.equal([]);
  });

  it('gives up when a higher term begins, and neither answers nor acknowledges what it appended', async () => {
    const stage = await leadingStage();
    stage.request('a');
    stage.barrier(4, 'other');
    stage.ignore(1);
    expect(stage.deposed).to.equal(1);
    expect(stage.calls).to.deep.equal([]);
  });

  it('does not answer for entries of an earlier term of its own', async () => {
    const stage = await leadingStage();
    stage.request('a');
    const header: EntryHeader = { kind: 'write', term: 2, master: 'me', seq: 1, requestId: 'old' };
    stage.master.settle([{ offset: 9, header, status: 'ignored', code: 'ok', body: '{}' }]);
    expect(stage.calls).to.deep.equal([]);
    expect(stage.deposed).to.equal(0);
  });

  it('notes something in the log only while its own term is open', async () => {
    const stage = new Stage();
    const led = stage.master.lead();
    await new Promise(setImmediate);
    expect(stage.master.note({ kind: 'checkpoint' })).to.equal(false);
    stage.barrier(3, 'me');
    await led;
    expect(stage.master.note({ kind: 'checksum', at: 7, hash: 'abc' })).to.equal(true);
    expect(stage.log.at(-1)?.header).to.deep.equal({
      kind: 'checksum',
      at: 7,
      hash: 'abc',
      term: 3,
      master: 'me',
    });
    stage.barrier(4, 'other');
    expect(stage.master.note({ kind: 'checkpoint' })).to.equal(false);
    expect(stage.log).to.have.length(2);
  });
});
