import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { Channel, ConsumeMessage } from 'amqplib';
import { encodeEntry } from '@rideshare/dbaas';
import { ForeignCopyError, UnusableCopyError } from '../../../src/storage/unusable-copy.ts';
import { LogFollower } from '../../../src/log/follower.ts';
import type { LogEntry, Outcome, Position } from '../../../src/storage/copy.ts';

const EMPTY: Position = { offset: -1, term: 0, master: '', digest: '', bytes: 0, origin: '' };

/** The log as the test plays it, and a copy that only remembers what it was given. */
class Stage {
  readonly commits: number[][] = [];
  readonly acked: number[] = [];
  failure: unknown;
  startedAt: unknown;
  #deliver: (message: ConsumeMessage) => void = () => undefined;

  async follow(position: Position): Promise<void> {
    const channel = {
      prefetch: () => Promise.resolve(),
      consume: (
        _queue: string,
        deliver: (message: ConsumeMessage) => void,
        options: { arguments: object },
      ) => {
        this.#deliver = deliver;
        this.startedAt = (options.arguments as Record<string, unknown>)['x-stream-offset'];
        return Promise.resolve({ consumerTag: 'c' });
      },
      ack: (message: ConsumeMessage) => this.acked.push(offsetOf(message)),
    } as unknown as Channel;
    const copy = {
      position: () => position,
      apply: (entries: LogEntry[]): Outcome[] => {
        this.commits.push(entries.map(({ offset }) => offset));
        return [];
      },
    };
    const follower = new LogFollower({
      channel,
      copy,
      onApplied: () => undefined,
      onFailure: (error) => (this.failure = error),
    });
    await follower.start();
  }

  /** Delivers all in one turn of the event loop, and lets the follower commit. */
  async deliver(...offsets: number[]): Promise<void> {
    await this.play(offsets.map((offset) => message(offset)));
  }

  async play(messages: ConsumeMessage[]): Promise<void> {
    for (const each of messages) this.#deliver(each);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
  }
}

function content(offset: number): Buffer {
  return Buffer.from(`entry ${offset}`);
}

function message(offset: number, bytes = content(offset)): ConsumeMessage {
  return {
    content: bytes,
    properties: { headers: { 'x-stream-offset': offset } },
  } as unknown as ConsumeMessage;
}

function offsetOf({ properties }: ConsumeMessage): number {
  return Number(properties.headers?.['x-stream-offset']);
}

function standingAt(offset: number): Position {
  const digest = createHash('sha1').update(content(offset)).digest('hex');
  return { offset, term: 1, master: 'm', digest, bytes: 0, origin: '' };
}

describe('LogFollower', () => {
  it('reads an empty copy its log from the first entry on', async () => {
    const stage = new Stage();
    await stage.follow(EMPTY);
    expect(stage.startedAt).to.equal('first');
    await stage.deliver(0, 1, 2);
    expect(stage.commits).to.deep.equal([[0, 1, 2]]);
    expect(stage.acked).to.deep.equal([2]);
  });

  it("reads the copy's last entry again, and goes on behind it without applying it twice", async () => {
    const stage = new Stage();
    await stage.follow(standingAt(5));
    expect(stage.startedAt).to.equal(5);
    await stage.deliver(5);
    await stage.deliver(6, 7);
    expect(stage.commits).to.deep.equal([[6, 7]]);
  });

  it('refuses a log that holds another entry where the copy stands', async () => {
    const stage = new Stage();
    await stage.follow({ ...standingAt(5), digest: 'another' });
    await stage.deliver(5, 6);
    expect(stage.failure).to.be.instanceOf(ForeignCopyError);
    expect(stage.commits).to.deep.equal([]);
  });

  it('refuses a log that ends before the copy does', async () => {
    const stage = new Stage();
    await stage.follow(standingAt(5));
    await stage.deliver(0);
    expect(stage.failure).to.be.instanceOf(ForeignCopyError);
  });

  it('refuses a log that no longer reaches back to the copy, which may yet be of this log', async () => {
    const stage = new Stage();
    await stage.follow(standingAt(5));
    await stage.deliver(6);
    expect(stage.failure).to.be.instanceOf(UnusableCopyError).and.not.instanceOf(ForeignCopyError);
  });

  it('goes on over the one offset that the broker takes at the start of a segment', async () => {
    const stage = new Stage();
    await stage.follow(EMPTY);
    await stage.deliver(0, 1);
    await stage.deliver(3);
    expect(stage.commits).to.deep.equal([[0, 1], [3]]);
  });

  it('ends a commit at a checkpoint, and acknowledges all at once', async () => {
    const stage = new Stage();
    await stage.follow(EMPTY);
    const checkpoint = encodeEntry({ kind: 'checkpoint', term: 1, master: 'm' });
    await stage.play([message(0), message(1, checkpoint), message(2)]);
    expect(stage.commits).to.deep.equal([[0, 1], [2]]);
    expect(stage.acked).to.deep.equal([2]);
  });

  it('refuses a gap, applies nothing behind it, and takes no more', async () => {
    const stage = new Stage();
    await stage.follow(EMPTY);
    await stage.deliver(0);
    await stage.deliver(3);
    await stage.deliver(4);
    expect(stage.failure).to.be.instanceOf(UnusableCopyError);
    expect(stage.commits).to.deep.equal([[0]]);
  });

  it('refuses to go back', async () => {
    const stage = new Stage();
    await stage.follow(EMPTY);
    await stage.deliver(0, 1);
    await stage.deliver(1);
    expect(stage.failure).to.be.instanceOf(UnusableCopyError);
  });
});
