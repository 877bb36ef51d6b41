import { globSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import type { ConfirmChannel } from 'amqplib';
import { createLogger } from '@rideshare/common';
import { BrokerLink, declareQueues, LOG_STREAM, type BrokerConnection } from '@rideshare/dbaas';
import { startRabbitMQ, temporaryFolder, type RunningServer, type TemporaryFolder } from '@rideshare/local';
import { LogAppender } from '../../src/log/appender.ts';
import { LogFollower } from '../../src/log/follower.ts';
import { Copy } from '../../src/storage/copy.ts';
import { hashTables } from '../../src/storage/hash.ts';
import { PinnedCopy } from '../../src/storage/pinned-copy.ts';
import { UnusableCopyError } from '../../src/storage/unusable-copy.ts';

const LOG_MAX_BYTES = 1024 * 1024;
const NOTES = { columns: [{ name: 'text', type: 'text' as const }] };
const BATCH = 200;

describe('A log that has lost its beginning', function () {
  this.timeout(120_000);

  let folder: TemporaryFolder;
  let broker: RunningServer;
  let link: BrokerLink;
  let connection: BrokerConnection;
  let channel: ConfirmChannel;
  let log: LogAppender;
  const copies: Copy[] = [];
  let requests = 0;

  /** A copy that follows from the beginning, and a backup of it from when the log still had its beginning. */
  let master: Copy;
  let current: string;
  let outdated: string;
  /** What the log took on the disk while it was whole, and what its copy had counted. */
  let stored: { bytes: number; counted: number };

  before(async () => {
    folder = await temporaryFolder();
    broker = await startRabbitMQ({ dir: path.join(folder.path, 'rabbitmq') });
    const logger = createLogger('retention', 'silent');
    const connected = Promise.withResolvers<BrokerConnection>();
    link = new BrokerLink({
      url: broker.url,
      name: 'retention',
      logger,
      setup: (made) => {
        connected.resolve(made);
        return Promise.resolve();
      },
    });
    await link.start();
    connection = await connected.promise;
    channel = await connection.createConfirmChannel();
    await declareQueues(channel, LOG_MAX_BYTES);
    log = new LogAppender(channel, () => undefined);
    [current, outdated] = [path.join(folder.path, 'current.db'), path.join(folder.path, 'outdated.db')];

    master = open(current);
    log.append({ kind: 'barrier', term: 1, master: 'm', origin: '' });
    request('define', { table: 'notes', definition: NOTES });
    await caughtUp(master);
    await copyTo(outdated);
    for (let i = 0; i < BATCH; i += 1) await caughtUp(master);
    stored = { bytes: segmentBytes(), counted: master.position().bytes };
    while ((await firstOffset()) === 0) {
      await write();
      await caughtUp(master);
    }
  });

  after(async () => {
    for (const copy of copies) copy.close();
    await link.close();
    await broker.stop();
    await folder.remove();
  });

  function open(file: string): Copy {
    const copy = Copy.open(file);
    copies.push(copy);
    return copy;
  }

  function segmentBytes(): number {
    const segments = globSync(path.join(folder.path, 'rabbitmq', '**', '*.segment'));
    return segments.reduce((sum, file) => sum + statSync(file).size, 0);
  }

  async function copyTo(file: string): Promise<void> {
    const pinned = PinnedCopy.open(current);
    await pinned.backup(file);
    pinned.close();
  }

  function request(kind: 'write' | 'define', body: object): void {
    const seq = requests++;
    const header = { kind, term: 1, master: 'm', seq, requestId: `request-${seq}` };
    log.append(header, Buffer.from(JSON.stringify(body)));
  }

  async function write(): Promise<void> {
    const statement = { kind: 'insert', table: 'notes', columns: ['text'], rows: [['x'.repeat(1_000)]] };
    for (let i = 0; i < BATCH; i += 1) request('write', { statements: [statement], transaction: false });
    await channel.waitForConfirms();
  }

  /** Of the oldest entry that the log still holds. */
  async function firstOffset(): Promise<number> {
    const reader = await connection.createChannel();
    await reader.prefetch(1);
    const { promise, resolve } = Promise.withResolvers<number>();
    await reader.consume(
      LOG_STREAM,
      (message) => message && resolve(Number(message.properties.headers?.['x-stream-offset'])),
      { arguments: { 'x-stream-offset': 'first' } },
    );
    const offset = await promise;
    await reader.close();
    return offset;
  }

  /** Lets copies follow the log up to one entry that is appended now; rejects when one cannot. */
  async function caughtUp(...followers: Copy[]): Promise<void> {
    const nonce = crypto.randomUUID();
    const passed = followers.map((copy) => passes(copy, nonce));
    log.append({ kind: 'mark', worker: 'w', nonce });
    await Promise.all(passed);
  }

  async function passes(copy: Copy, nonce: string): Promise<void> {
    const reader = await connection.createChannel();
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const follower = new LogFollower({
      channel: reader,
      copy,
      onApplied: (outcomes) => {
        if (outcomes.some(({ header }) => header?.kind === 'mark' && header.nonce === nonce))
          resolve(undefined);
      },
      onFailure: reject,
    });
    await follower.start();
    await promise.finally(() => reader.close());
  }

  async function failure(copy: Copy): Promise<unknown> {
    return caughtUp(copy).then(
      () => undefined,
      (error: unknown) => error,
    );
  }

  it('cannot be followed by an empty copy, which stays empty', async () => {
    const copy = open(path.join(folder.path, 'empty.db'));
    expect(await failure(copy)).to.be.instanceOf(UnusableCopyError);
    expect(copy.position().offset).to.equal(-1);
  });

  it('cannot be followed by a copy that stands before what is left, which stays as it is', async () => {
    const copy = open(outdated);
    const before = copy.position();
    expect(await failure(copy)).to.be.instanceOf(UnusableCopyError);
    expect(copy.position()).to.deep.equal(before);
  });

  it('took no more bytes than its copies count, though each entry came alone', () => {
    expect(stored.bytes)
      .to.be.greaterThan(BATCH * 100)
      .and.at.most(stored.counted);
  });

  it('makes an equal copy from a backup within what is left', async () => {
    const file = path.join(folder.path, 'recent.db');
    await copyTo(file);
    await write();
    await caughtUp(master, open(file));
    expect(hashTables(file)).to.deep.equal(hashTables(current));
  });
});
