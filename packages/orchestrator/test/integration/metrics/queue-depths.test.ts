import { createLogger } from '@rideshare/common';
import { connectBroker, DEFAULT_LOG_MAX_BYTES, WRITE_QUEUE } from '@rideshare/dbaas';
import { type RunningServer, startRabbitMQ, temporaryFolder, type TemporaryFolder } from '@rideshare/local';
import { expect } from 'chai';
import { QueueDepths } from '../../../src/metrics/queue-depths.ts';
import { systemClock } from '../../../src/pool/clock.ts';

const logger = createLogger('test', 'silent');

describe('The depths of the queues', function () {
  this.timeout(120_000);

  let folder: TemporaryFolder;
  let broker: RunningServer;
  let depths: QueueDepths;

  before(async () => {
    folder = await temporaryFolder();
    broker = await startRabbitMQ({ dir: folder.path });
    depths = new QueueDepths({
      amqpUrl: broker.url,
      logMaxBytes: DEFAULT_LOG_MAX_BYTES,
      clock: systemClock,
      logger,
    });
    depths.start();
  });

  after(async () => {
    await depths.close();
    await broker.stop();
    await folder.remove();
  });

  /** The first reading in which the queue has other than this many messages. */
  async function depthOtherThan(messages: number | undefined): Promise<number | undefined> {
    for (;;) {
      const all = await depths.read().catch(() => undefined);
      const depth = all?.find(({ queue }) => queue === WRITE_QUEUE)?.messages;
      if (all !== undefined && depth !== messages) return depth;
      await new Promise(setImmediate);
    }
  }

  it('follow what is put into them', async () => {
    expect(await depthOtherThan(undefined)).to.equal(0);
    const connection = await connectBroker({ url: broker.url, name: 'test', logger });
    const channel = await connection.createConfirmChannel();
    for (let count = 0; count < 3; count++) channel.sendToQueue(WRITE_QUEUE, Buffer.from('{}'));
    await channel.waitForConfirms();
    expect(await depthOtherThan(0)).to.equal(3);
    await connection.close();
  });

  it('can be asked for again after a queue was not there', async () => {
    const connection = await connectBroker({ url: broker.url, name: 'test', logger });
    await (await connection.createChannel()).deleteQueue(WRITE_QUEUE);
    await connection.close();
    expect(await depthOtherThan(3)).to.equal(0);
  });
});
