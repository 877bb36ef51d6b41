import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, ConsumeMessage } from 'amqplib';
import { createLogger } from '@rideshare/common';
import {
  type BrokerConnection,
  BrokerLink,
  type Consistency,
  declareQueues,
  DEFAULT_LOG_MAX_BYTES,
  READ_QUEUE,
  type ReadRequest,
  type TableDefinition,
  WRITE_QUEUE,
} from '@rideshare/dbaas';
import { type RunningServer, startRabbitMQ, temporaryFolder, type TemporaryFolder } from '@rideshare/local';
import { expect } from 'chai';
import { Database, type ReadCall } from '../../../src/rpc/database.ts';
import { DeadlineError, InterruptedError, UnavailableError } from '../../../src/rpc/errors.ts';

const logger = createLogger('test', 'silent');
const DEFINITION: TableDefinition = { columns: [{ name: 'id', type: 'integer' }] };

function readCall(consistency: Consistency = 'session'): ReadCall {
  return { kind: 'rows', read: { table: 't', columns: 'all', where: [], orderBy: [], consistency } };
}

async function failure(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => undefined,
    (error: unknown) => error,
  );
}

/** Plays the master and a slave: answers writes with the offsets the test sets, and reads with their own floor. */
class Workers {
  offset = 0;
  #link: BrokerLink | undefined;

  async start(url: string): Promise<void> {
    this.#link = new BrokerLink({
      url,
      name: 'workers',
      logger,
      setup: (connection) => this.#serve(connection),
    });
    await this.#link.start();
  }

  async stop(): Promise<void> {
    await this.#link?.close();
  }

  async #serve(connection: BrokerConnection): Promise<void> {
    const channel = await connection.createChannel();
    await declareQueues(channel, DEFAULT_LOG_MAX_BYTES);
    await channel.prefetch(10);
    await channel.consume(WRITE_QUEUE, (message) =>
      reply(channel, message, { body: { done: true }, headers: { offset: this.offset } }),
    );
    await channel.consume(READ_QUEUE, (message) => {
      const { floor } = JSON.parse(message?.content.toString() ?? '') as ReadRequest;
      reply(channel, message, { body: { floor }, headers: {} });
    });
  }
}

function reply(
  channel: Channel,
  message: ConsumeMessage | null,
  answer: { body: object; headers: object },
): void {
  if (!message) return;
  const { replyTo, correlationId } = message.properties as { replyTo: string; correlationId: string };
  const { body, headers } = answer;
  channel.sendToQueue(replyTo, Buffer.from(JSON.stringify(body)), { correlationId, type: 'ok', headers });
  channel.ack(message);
}

describe('Database', function () {
  this.timeout(120_000);

  let folder: TemporaryFolder;
  let broker: RunningServer;
  let workers: Workers;
  let database: Database;

  before(async () => {
    folder = await temporaryFolder();
    broker = await startRabbitMQ({ dir: folder.path });
    // RabbitMQ 3.10 can lose a queue that it is killed right after having declared for the first time.
    const declaring = new Workers();
    await declaring.start(broker.url);
    await declaring.stop();
    await broker.restart();
  });

  after(async () => {
    await broker.stop();
    await folder.remove();
  });

  beforeEach(() => {
    workers = new Workers();
    database = open(20_000);
  });

  afterEach(async () => {
    await database.close();
    await workers.stop();
  });

  function open(timeoutMs: number): Database {
    const opened = new Database({
      logMaxBytes: DEFAULT_LOG_MAX_BYTES,
      amqpUrl: broker.url,
      logger,
      timeoutMs,
      maxInFlight: 100,
    });
    opened.start();
    return opened;
  }

  async function floorOf(call: ReadCall): Promise<number> {
    const { body } = await database.read(call);
    return (JSON.parse(body.toString()) as { floor: number }).floor;
  }

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await delay(5);
  }

  async function start(offset: number): Promise<void> {
    workers.offset = offset;
    await workers.start(broker.url);
    await until(() => database.fenced);
  }

  it('refuses session reads until a fence tells how far an earlier process may have acknowledged', async () => {
    await until(() => database.connected);
    expect(await failure(database.read(readCall()))).to.be.instanceOf(UnavailableError);
    await start(41);
    expect(await floorOf(readCall())).to.equal(41);
  });

  it('has session reads wait for the last write, and for a definition as for any other', async () => {
    await start(1);
    workers.offset = 7;
    await database.write('define', 'define', { table: 't', definition: DEFINITION });
    expect(await floorOf(readCall())).to.equal(7);
    workers.offset = 9;
    await database.write('write', 'write', { statements: [], transaction: true });
    expect(await floorOf(readCall())).to.equal(9);
  });

  it('never lowers what session reads wait for when replies come out of order', async () => {
    await start(9);
    workers.offset = 5;
    await database.write('write', 'late', { statements: [], transaction: true });
    expect(await floorOf(readCall())).to.equal(9);
  });

  it('lets an eventual read wait for nothing', async () => {
    await start(9);
    expect(await floorOf(readCall('eventual'))).to.equal(-1);
  });

  it('gives up a call that nobody answers in time', async () => {
    await start(1);
    await workers.stop();
    await database.close();
    database = open(50);
    await until(() => database.connected);
    expect(await failure(database.read(readCall('eventual')))).to.be.instanceOf(DeadlineError);
  });

  it('keeps a read that may take longer in the queue and waits for it, while others are given up', async () => {
    await database.close();
    database = open(300);
    await start(2);
    await workers.stop();
    const backup = database.read({ kind: 'backup' }, 60_000);
    expect(await failure(database.read(readCall()))).to.be.instanceOf(DeadlineError);
    await workers.start(broker.url);
    expect(JSON.parse((await backup).body.toString())).to.deep.equal({ floor: 2 });
  });

  it('fails what waits when the broker dies, and goes on by itself when it is back', async () => {
    await start(3);
    await workers.stop();
    const waiting = failure(database.write('write', 'cut', { statements: [], transaction: true }));
    await new Promise(setImmediate);
    await broker.kill();
    expect(await waiting).to.be.instanceOf(InterruptedError);
    expect(await failure(database.read(readCall()))).to.be.instanceOf(UnavailableError);
    await broker.restart();
    await workers.start(broker.url);
    await until(() => database.connected);
    expect(await floorOf(readCall())).to.equal(3);
  });
});
