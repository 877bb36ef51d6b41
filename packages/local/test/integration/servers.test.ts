import { expect } from 'chai';
import { identify } from '../../src/process/identity.ts';
import { isPortFree } from '../../src/ports/free-port.ts';
import { probe } from '../../src/ports/probe.ts';
import { temporaryFolder } from '../../src/process/temporary-folder.ts';
import { startRabbitMQ } from '../../src/rabbitmq/start.ts';
import { startZooKeeper } from '../../src/zookeeper/start.ts';
import { processesMentioning } from '../support/processes.ts';
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
      expect(processesMentioning(folder.path)).to.deep.equal([]);
      expect(await isPortFree(server.port)).to.equal(true);
    });
  });
}
