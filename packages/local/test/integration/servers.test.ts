import { connect } from 'amqplib';
import { expect } from 'chai';
import { identify } from '../../src/process/identity.ts';
import { isPortFree } from '../../src/ports/free-port.ts';
import { probe } from '../../src/ports/probe.ts';
import { temporaryFolder } from '../../src/process/temporary-folder.ts';
import { startRabbitMQ } from '../../src/rabbitmq/start.ts';
import { startZooKeeper } from '../../src/zookeeper/start.ts';
import { lastingProcesses } from '../support/processes.ts';
import type { ConsumeMessage } from 'amqplib';
import type { TemporaryFolder } from '../../src/process/temporary-folder.ts';
import type { RunningServer } from '../../src/unit/server.ts';

const servers = [
  { name: 'RabbitMQ', start: startRabbitMQ, greeting: 'AMQP\x00\x00\x09\x01' },
  { name: 'ZooKeeper', start: startZooKeeper, greeting: 'ruok' },
];

for (const { name, start, greeting } of servers) {
  describe(`a ${name} of one's own`, function () {
    this.timeout(120_000);
    let folder: TemporaryFolder;
    let server: RunningServer;

    before(async () => {
      folder = await temporaryFolder();
      server = await start({ dir: folder.path });
    });

    after(async () => {
      await server.stop();
      await folder.remove();
    });

    it('answers as soon as it counts as started', async () => {
      expect(await probe(server.port, greeting)).to.have.length.greaterThan(0);
    });

    it('is dead after kill, and serves again on the same port and data after restart', async () => {
      const first = server.pid;
      await server.kill();
      expect(identify(first)).to.equal(undefined);
      await server.restart();
      expect(server.pid).not.to.equal(first);
      expect(await probe(server.port, greeting)).to.have.length.greaterThan(0);
    });

    it('leaves no process and no open port behind when it is stopped', async () => {
      await server.stop();
      expect(await lastingProcesses(folder.path)).to.deep.equal([]);
      expect(await isPortFree(server.port)).to.equal(true);
    });
  });
}

describe('a RabbitMQ of one’s own that was killed', function () {
  this.timeout(120_000);
  const queue = 'kept';
  let folder: TemporaryFolder;
  let server: RunningServer;

  before(async () => {
    folder = await temporaryFolder();
    server = await startRabbitMQ({ dir: folder.path });
  });

  after(async () => {
    await server.stop();
    await folder.remove();
  });

  async function send(text?: string): Promise<void> {
    const connection = await connect(server.url);
    const channel = await connection.createConfirmChannel();
    await channel.assertQueue(queue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    if (text !== undefined) channel.sendToQueue(queue, Buffer.from(text), { persistent: true });
    await channel.waitForConfirms();
    await connection.close();
  }

  async function receive(): Promise<string | undefined> {
    const connection = await connect(server.url);
    const channel = await connection.createChannel();
    const message = await new Promise<ConsumeMessage | null>((resolve, reject) => {
      channel.consume(queue, resolve).catch(reject);
    });
    await connection.close();
    return message?.content.toString();
  }

  it('delivers every confirmed message of a durable queue when it is restarted', async () => {
    await send();
    // RabbitMQ 3.10 writes the names of new quorum queues to disk half a second late, or when it is stopped.
    await server.restart();
    await send('still here');
    await server.kill();
    await server.restart();
    expect(await receive()).to.equal('still here');
  });
});
