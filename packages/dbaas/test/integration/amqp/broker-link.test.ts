import { TcpProxy } from '@rideshare/fault-injection';
import {
  freePort,
  type RunningServer,
  startRabbitMQ,
  type TemporaryFolder,
  temporaryFolder,
} from '@rideshare/local';
import { expect } from 'chai';
import { BrokerLink } from '../../../src/amqp/broker-link.ts';
import { type BrokerConnection, connectBroker } from '../../../src/amqp/connect.ts';
import { BrokerUnavailableError } from '../../../src/amqp/errors.ts';
import { isRefusal } from '../../../src/amqp/is-refusal.ts';
import { logger } from '../../support/logger.ts';
import { rejection } from '../../support/rejection.ts';

const CONTENT = Buffer.from('content');

describe('the broker', () => {
  let folder: TemporaryFolder;
  let rabbit: RunningServer;
  let proxy: TcpProxy;
  const links: BrokerLink[] = [];

  before(async function () {
    this.timeout(120_000);
    folder = await temporaryFolder();
    rabbit = await startRabbitMQ({ dir: folder.path });
    proxy = await TcpProxy.start(rabbit.port);
  });

  afterEach(async () => {
    proxy.heal();
    await Promise.all(links.splice(0).map((link) => link.close()));
  });

  after(async () => {
    await proxy.close();
    await rabbit.stop();
    await folder.remove();
  });

  const options = (port: number) => ({ url: `amqp://127.0.0.1:${port}`, name: 'test', logger });

  /** A link whose setups are counted, with a promise for the next of them. */
  function linkTo(
    port: number,
    setup: (connection: BrokerConnection, time: number) => unknown = () => undefined,
  ) {
    let times = 0;
    let done: PromiseWithResolvers<void> = Promise.withResolvers();
    const link = new BrokerLink({
      ...options(port),
      heartbeatSeconds: 1,
      setup: async (connection) => {
        times += 1;
        await setup(connection, times);
        done.resolve();
        done = Promise.withResolvers();
      },
    });
    links.push(link);
    const lost = () => new Promise<Error>((resolve) => link.onLost(resolve));
    return { link, lost, nextSetup: () => done.promise };
  }

  describe('connection', () => {
    it('fails as unavailable where nobody listens', async () => {
      const failed = connectBroker(options(await freePort()));
      expect(await rejection(failed)).to.be.instanceOf(BrokerUnavailableError);
    });

    it('fails as unavailable when the peer resets it in the handshake', async () => {
      proxy.partition();
      const failed = rejection(connectBroker(options(proxy.port)));
      await proxy.connection();
      proxy.cut();
      expect(await failed).to.be.instanceOf(BrokerUnavailableError);
    });

    it('fails as unavailable with a wrong password', async () => {
      const url = `amqp://guest:wrong@127.0.0.1:${rabbit.port}`;
      const failed = connectBroker({ ...options(rabbit.port), url });
      expect(await rejection(failed)).to.be.instanceOf(BrokerUnavailableError);
    });

    it('survives a channel that the broker closes with an error', async () => {
      const connection = await connectBroker(options(rabbit.port));
      const channel = await connection.createChannel();
      const closed = new Promise((resolve) => channel.on('close', () => resolve(undefined)));
      expect(await rejection(channel.checkQueue('no-such-queue'))).to.be.instanceOf(Error);
      await closed;
      await (await connection.createChannel()).assertQueue('', { exclusive: true });
      await connection.close();
    });
  });

  describe('link', () => {
    it('sets each fresh connection up and tells when one is lost', async () => {
      const { link, lost, nextSetup } = linkTo(proxy.port);
      expect(link.connected).to.equal(false);
      await link.start();
      expect(link.connected).to.equal(true);
      const again = nextSetup();
      const loss = lost();
      proxy.cut();
      expect(await loss).to.be.instanceOf(BrokerUnavailableError);
      expect(link.connected).to.equal(false);
      await again;
    });

    it('comes back after the broker was killed', async function () {
      this.timeout(120_000);
      const { link, lost, nextSetup } = linkTo(rabbit.port);
      await link.start();
      const loss = lost();
      await rabbit.kill();
      await loss;
      const again = nextSetup();
      await rabbit.restart();
      await again;
    });

    it('starts as soon as the broker is there', async () => {
      proxy.retarget(await freePort());
      const { link, lost } = linkTo(proxy.port);
      const started = link.start();
      await lost();
      proxy.retarget(rabbit.port);
      await started;
      expect(link.connected).to.equal(true);
    });

    it('takes a failed setup for a lost connection', async () => {
      const { link, lost } = linkTo(rabbit.port, (_, time) => {
        if (time === 1) throw new Error('not yet');
      });
      const started = link.start();
      expect((await lost()).message).to.equal('not yet');
      await started;
    });

    it('starts over when the connection dies during a setup that would wait for ever', async () => {
      const { link } = linkTo(proxy.port, async (_, time) => {
        if (time > 1) return;
        proxy.cut();
        await new Promise(() => undefined);
      });
      await link.start();
      expect(link.connected).to.equal(true);
    });

    it('starts over when one of its channels fails', async () => {
      let connection: BrokerConnection | undefined;
      const { link, lost, nextSetup } = linkTo(rabbit.port, (fresh) => {
        connection = fresh;
      });
      await link.start();
      const [loss, again] = [lost(), nextSetup()];
      const channel = await connection?.createConfirmChannel();
      channel?.ack({ fields: { deliveryTag: 99 } } as Parameters<typeof channel.ack>[0]);
      expect((await loss).message).to.contain('unknown delivery tag');
      await again;
    });

    it('starts over when it is told to', async () => {
      const { link, lost, nextSetup } = linkTo(rabbit.port);
      await link.start();
      const [loss, again] = [lost(), nextSetup()];
      const reason = new Error('consumer cancelled');
      link.reset(reason);
      expect(await loss).to.equal(reason);
      await again;
    });

    it('notices a silent broker by its heartbeat', async () => {
      const { link, lost } = linkTo(proxy.port);
      await link.start();
      const loss = lost();
      proxy.partition();
      expect(await loss).to.be.instanceOf(BrokerUnavailableError);
    });

    it('closes more than once, also before it has connected', async () => {
      const { link } = linkTo(await freePort());
      const started = rejection(link.start());
      await Promise.all([link.close(), link.close()]);
      expect(await started).to.be.instanceOf(BrokerUnavailableError);
    });

    it('closes while the broker is silent', async () => {
      const { link } = linkTo(proxy.port);
      await link.start();
      proxy.partition();
      await link.close();
      expect(link.connected).to.equal(false);
    });
  });

  describe('tells by the confirm', () => {
    it('that a full queue refused a message', async () => {
      const connection = await connectBroker(options(rabbit.port));
      const channel = await connection.createConfirmChannel();
      const full = { 'x-max-length': 1, 'x-overflow': 'reject-publish' };
      const { queue } = await channel.assertQueue('', { exclusive: true, arguments: full });
      const publish = (): Promise<unknown> =>
        new Promise((resolve) => channel.sendToQueue(queue, CONTENT, {}, resolve));
      expect(await publish()).to.equal(null);
      expect(isRefusal(await publish())).to.equal(true);
      await connection.close();
    });

    it('apart from a channel that went before it', async () => {
      const connection = await connectBroker(options(proxy.port));
      const channel = await connection.createConfirmChannel();
      proxy.partition();
      const outcome = new Promise((resolve) => channel.sendToQueue('anywhere', CONTENT, {}, resolve));
      proxy.cut();
      const error = await outcome;
      expect(error).to.be.instanceOf(Error);
      expect(isRefusal(error)).to.equal(false);
    });
  });
});
