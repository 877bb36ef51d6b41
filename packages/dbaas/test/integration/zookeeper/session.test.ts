import { once } from 'node:events';
import { TcpProxy } from '@rideshare/fault-injection';
import {
  freePort,
  type RunningServer,
  startZooKeeper,
  type TemporaryFolder,
  temporaryFolder,
} from '@rideshare/local';
import { expect } from 'chai';
import {
  BadVersionError,
  NodeExistsError,
  NoNodeError,
  ZooKeeperUnavailableError,
} from '../../../src/zookeeper/errors.ts';
import { rejection } from '../../support/rejection.ts';
import { gone, LASTING_SESSION_MS, SESSION_TIMEOUT_MS, Sessions, SHORT_MS } from '../../support/sessions.ts';

const DATA = Buffer.from('data');

describe('a ZooKeeper session', () => {
  const sessions = new Sessions();
  let folder: TemporaryFolder;
  let zooKeeper: RunningServer;
  let proxy: TcpProxy;

  before(async () => {
    folder = await temporaryFolder();
    zooKeeper = await startZooKeeper({ dir: folder.path });
    proxy = await TcpProxy.start(zooKeeper.port);
  });

  afterEach(async () => {
    proxy.heal();
    await sessions.close();
  });

  after(async () => {
    await proxy.close();
    await zooKeeper.stop();
    await folder.remove();
  });

  it('creates a znode with its parents, reads, changes and removes it', async () => {
    const session = sessions.open(zooKeeper.port);
    await session.create('/a/b/c', DATA, { parents: true });
    expect((await session.getData('/a/b/c')).data.toString()).to.equal('data');
    await session.setData('/a/b/c', Buffer.from('other'));
    const { data, stat } = await session.getData('/a/b/c');
    expect([data.toString(), stat.version]).to.deep.equal(['other', 1]);
    expect(await session.getChildren('/a/b')).to.deep.equal(['c']);
    expect(await session.remove('/a/b/c')).to.equal(true);
    expect(await session.remove('/a/b/c')).to.equal(false);
    expect(await session.exists('/a/b/c')).to.equal(undefined);
  });

  it('tells a missing znode from one that exists already', async () => {
    const session = sessions.open(zooKeeper.port);
    await session.create('/taken', DATA);
    expect(await rejection(session.create('/taken', DATA))).to.be.instanceOf(NodeExistsError);
    expect(await rejection(session.create('/none/child', DATA))).to.be.instanceOf(NoNodeError);
    expect(await rejection(session.getData('/none'))).to.be.instanceOf(NoNodeError);
    expect(await rejection(session.getChildren('/none'))).to.be.instanceOf(NoNodeError);
    expect(await rejection(session.setData('/none', DATA))).to.be.instanceOf(NoNodeError);
  });

  it('does all steps of a transaction or none', async () => {
    const session = sessions.open(zooKeeper.port);
    await session.create('/counted', DATA);
    await session.transact([
      { kind: 'set', path: '/counted', data: DATA },
      { kind: 'create', path: '/counted/child', data: DATA },
    ]);
    const failed = session.transact([
      { kind: 'remove', path: '/counted/child' },
      { kind: 'check', path: '/counted', version: 2 },
    ]);
    expect(await rejection(failed)).to.be.instanceOf(BadVersionError);
    expect(await session.exists('/counted/child')).not.to.equal(undefined);
    await session.transact([
      { kind: 'check', path: '/counted', version: 1 },
      { kind: 'remove', path: '/counted/child' },
    ]);
    expect(await session.exists('/counted/child')).to.equal(undefined);
  });

  it('ends its ephemeral znodes when it is closed', async () => {
    const [closing, watching] = [sessions.open(zooKeeper.port), sessions.open(zooKeeper.port)];
    await closing.create('/mortal', DATA, { ephemeral: true });
    const seen = gone(watching, '/mortal');
    await closing.close();
    await seen;
    expect(closing.state).to.equal('closed');
    expect(await rejection(closing.exists('/'))).to.be.instanceOf(ZooKeeperUnavailableError);
  });

  it('closes more than once, also before its first connection', async () => {
    const session = sessions.open(await freePort());
    const waiting = rejection(session.exists('/'));
    await Promise.all([session.close(), session.close()]);
    await session.close();
    expect(await waiting).to.be.instanceOf(ZooKeeperUnavailableError);
  });

  it('fails a call in time when nobody answers its connection', async () => {
    proxy.partition();
    const session = sessions.open(proxy.port, { callTimeoutMs: SHORT_MS });
    expect(await rejection(session.exists('/'))).to.be.instanceOf(ZooKeeperUnavailableError);
    const connected = once(session, 'connected');
    proxy.heal();
    await connected;
  });

  it('tries again when a server takes its connection and then says nothing', async () => {
    proxy.partition();
    const session = sessions.open(proxy.port);
    await proxy.connection();
    proxy.strand();
    await once(session, 'connected');
  });

  it('goes on with the same session after a reset connection', async () => {
    const session = await sessions.connected(proxy.port, { sessionTimeoutMs: LASTING_SESSION_MS });
    await session.create('/kept', DATA, { ephemeral: true });
    const { id } = session;
    const back = Promise.all([once(session, 'lost'), once(session, 'connected')]);
    proxy.cut();
    await back;
    expect(session.id).to.equal(id);
    expect((await session.exists('/kept'))?.owner).to.equal(id);
  });

  it('notices a silent server and fails the calls that wait for it', async () => {
    const session = await sessions.connected(proxy.port);
    const lost = once(session, 'lost');
    proxy.partition();
    const waiting = rejection(session.exists('/'));
    await lost;
    expect(session.state).to.equal('connecting');
    expect(await waiting).to.be.instanceOf(ZooKeeperUnavailableError);
  });

  it('closes while the server is silent', async () => {
    const session = await sessions.connected(proxy.port);
    proxy.partition();
    await session.close();
    expect(session.state).to.equal('closed');
  });

  it('starts a new session when the server has ended the old one', async () => {
    const [session, watching] = [await sessions.connected(proxy.port), sessions.open(zooKeeper.port)];
    await session.create('/lost', DATA, { ephemeral: true });
    const { id } = session;
    proxy.partition();
    await gone(watching, '/lost');
    const back = Promise.all([once(session, 'expired'), once(session, 'connected')]);
    proxy.heal();
    await back;
    expect(session.id).not.to.equal(id);
    await session.create('/lost', DATA, { ephemeral: true });
    expect((await session.exists('/lost'))?.owner).to.equal(session.id);
  });

  it('goes on with the same session and its ephemeral znodes when ZooKeeper was killed', async () => {
    const session = await sessions.connected(zooKeeper.port, { sessionTimeoutMs: LASTING_SESSION_MS });
    await session.create('/survivor', DATA, { ephemeral: true });
    const { id } = session;
    const back = Promise.all([once(session, 'lost'), once(session, 'connected')]);
    await zooKeeper.kill();
    await zooKeeper.restart();
    await back;
    expect(session.id).to.equal(id);
    expect((await session.exists('/survivor'))?.owner).to.equal(id);
  });

  it('comes back when ZooKeeper was away for longer than any session', async () => {
    const session = await sessions.connected(zooKeeper.port);
    const lost = once(session, 'lost');
    await zooKeeper.kill();
    await lost;
    const calling = sessions.open(zooKeeper.port, { callTimeoutMs: 4 * SESSION_TIMEOUT_MS });
    expect(await rejection(calling.exists('/'))).to.be.instanceOf(ZooKeeperUnavailableError);
    const connected = once(session, 'connected');
    await zooKeeper.restart();
    await connected;
    await session.create('/back', DATA, { ephemeral: true });
  });
});
