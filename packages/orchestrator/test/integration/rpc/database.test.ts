import { setTimeout as delay } from 'node:timers/promises';
import type { Channel, ConsumeMessage } from 'amqplib';
import { createLogger } from '@rideshare/common';
import { raiseMemoryAlarm } from '@rideshare/fault-injection';
import {
  type BrokerConnection,
  BrokerLink,
  type Consistency,
  connectBroker,
  declareQueues,
  DEFAULT_LOG_MAX_BYTES,
  type DivergenceEvent,
  MAX_QUEUE_LENGTH,
  READ_QUEUE,
  type ReadRequest,
  RESPONSE_QUEUE,
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

/** Plays the master and a slave: answers with the offsets that the test sets, reads with their own floor as content. */
class Workers {
  /** Of writes. */
  offset = 0;
  /** Of reads. */
  seen = -1;
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
      reply(channel, message, { body: { floor }, headers: { offset: this.seen } });
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
  const divergences: DivergenceEvent[] = [];

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
      maxInFlightBytes: 1_000_000,
      onDivergence: (event) => divergences.push(event),
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

  it('refuses reads until a fence tells how far an earlier process may have told', async () => {
    await until(() => database.connected);
    expect(await failure(database.read(readCall()))).to.be.instanceOf(UnavailableError);
    expect(await failure(database.read(readCall('eventual')))).to.be.instanceOf(UnavailableError);
    await start(41);
    expect(await floorOf(readCall())).to.equal(41);
    expect(await floorOf(readCall('eventual'))).to.equal(41);
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

  it('has every read wait for what another read has shown, acknowledged or not', async () => {
    await start(3);
    workers.seen = 8;
    expect(await floorOf(readCall('eventual'))).to.equal(3);
    workers.seen = 5;
    expect(await floorOf(readCall('eventual'))).to.equal(8);
    expect(await floorOf(readCall())).to.equal(8);
  });

  it('lets an eventual read wait for no write', async () => {
    await start(3);
    workers.offset = 9;
    await database.write('write', 'write', { statements: [], transaction: true });
    expect(await floorOf(readCall('eventual'))).to.equal(3);
  });

  it('gives up a call that nobody answers in time', async () => {
    await start(1);
    await workers.stop();
    await database.close();
    database = open(50);
    await until(() => database.connected);
    expect(
      await failure(database.write('write', 'late', { statements: [], transaction: true })),
    ).to.be.instanceOf(DeadlineError);
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

  it('refuses a read at once that readQ has no room for, and takes reads again when it has', async () => {
    await start(1);
    await workers.stop();
    const connection = await connectBroker({ url: broker.url, name: 'crowd', logger });
    const channel = await connection.createConfirmChannel();
    for (let count = 0; count < MAX_QUEUE_LENGTH; count++) channel.sendToQueue(READ_QUEUE, Buffer.from('{}'));
    await channel.waitForConfirms();
    expect(await failure(database.read(readCall('eventual')))).to.be.instanceOf(UnavailableError);

    await channel.purgeQueue(READ_QUEUE);
    await connection.close();
    await workers.start(broker.url);
    expect(await floorOf(readCall())).to.equal(1);
  });

  it('tells that a worker has thrown its copy away', async () => {
    await start(1);
    const connection = await connectBroker({ url: broker.url, name: 'worker', logger });
    const channel = await connection.createChannel();
    const event: DivergenceEvent = { event: 'divergence', worker: 'w1', offset: 7 };
    channel.sendToQueue(RESPONSE_QUEUE, Buffer.from(JSON.stringify(event)), { type: 'event' });
    await until(() => divergences.length > 0);
    expect(divergences).to.deep.equal([event]);
    await connection.close();
  });

  it('refuses calls at once while the broker is short of memory, and goes on when it is not', async () => {
    await start(4);
    const end = await raiseMemoryAlarm(broker.pid);
    const first = database.write('write', 'first', { statements: [], transaction: true });
    await until(() => database.blocked !== undefined);
    const last = { statements: [], transaction: true };
    expect(await failure(database.write('write', 'second', last))).to.be.instanceOf(UnavailableError);
    expect(await failure(database.read(readCall()))).to.be.instanceOf(UnavailableError);

    await end();
    await until(() => database.blocked === undefined);
    expect(await first).to.include({ code: 'ok' });
    expect(await floorOf(readCall())).to.equal(4);
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
