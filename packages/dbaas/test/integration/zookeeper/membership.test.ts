import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { TcpProxy } from '@rideshare/fault-injection';
import { type RunningServer, startZooKeeper, type TemporaryFolder, temporaryFolder } from '@rideshare/local';
import { expect } from 'chai';
import { ZooKeeperUnavailableError } from '../../../src/zookeeper/errors.ts';
import { Membership, type WorkerInfo } from '../../../src/zookeeper/membership.ts';
import { ZooKeeperSession } from '../../../src/zookeeper/session.ts';
import { Changes } from '../../support/changes.ts';
import { logger } from '../../support/logger.ts';
import { rejection } from '../../support/rejection.ts';
import { gone, LASTING_SESSION_MS, SESSION_TIMEOUT_MS, Sessions, SHORT_MS } from '../../support/sessions.ts';

const MEMBER = fileURLToPath(new URL('../../support/member.ts', import.meta.url));

const worker = (id: string, offset = 0): WorkerInfo => ({ id, pid: 100 + offset, role: 'slave', offset });

describe('the membership', () => {
  const sessions = new Sessions();
  let folder: TemporaryFolder;
  let zooKeeper: RunningServer;
  let proxy: TcpProxy;
  let root: string;
  let tests = 0;

  const member = (port = zooKeeper.port) => new Membership(sessions.open(port), root);

  before(async () => {
    folder = await temporaryFolder();
    zooKeeper = await startZooKeeper({ dir: folder.path });
    proxy = await TcpProxy.start(zooKeeper.port);
  });

  beforeEach(() => {
    tests += 1;
    root = `/test-${tests}`;
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

  describe('of workers', () => {
    it('is empty before anybody has registered', async () => {
      expect(await member().workers()).to.deep.equal([]);
      expect(await member().master()).to.equal(undefined);
    });

    it('lists the registered workers with their latest data', async () => {
      const [a, b] = [member(), member()];
      await a.registerWorker({ ...worker('a'), container: 'c1' });
      await b.registerWorker(worker('b'));
      await Promise.all([a.updateWorker({ offset: 7 }), a.updateWorker({ role: 'master' })]);
      const byId = (await b.workers()).sort((x, y) => x.id.localeCompare(y.id));
      expect(byId).to.deep.equal([
        { id: 'a', pid: 100, role: 'master', offset: 7, container: 'c1' },
        { id: 'b', pid: 100, role: 'slave', offset: 0 },
      ]);
    });

    it('replaces the znode that an earlier session of the same worker has left', async () => {
      const earlier = await sessions.connected(zooKeeper.port);
      const later = sessions.open(zooKeeper.port);
      await new Membership(earlier, root).registerWorker(worker('a', 1));
      await new Membership(later, root).registerWorker(worker('a', 2));
      expect((await later.exists(`${root}/workers/a`))?.owner).to.equal(later.id);
      await earlier.close();
      expect(await member().workers()).to.deep.equal([worker('a', 2)]);
    });

    it('registers again with the latest data when the session has expired', async () => {
      const [session, watching] = [await sessions.connected(proxy.port), sessions.open(zooKeeper.port)];
      const [a, observer] = [new Membership(session, root), new Membership(watching, root)];
      const changes = new Changes(observer);
      await a.registerWorker(worker('a', 1));
      proxy.partition();
      const update = rejection(a.updateWorker({ offset: 5 }));
      await gone(watching, `${root}/workers/a`);
      expect(await update).to.be.instanceOf(ZooKeeperUnavailableError);
      proxy.heal();
      await changes.until(async () => (await observer.workers()).length === 1);
      expect(await observer.workers()).to.deep.equal([{ ...worker('a', 1), offset: 5 }]);
    });

    it('registers in the end although ZooKeeper was away at first', async () => {
      proxy.partition();
      const a = new Membership(sessions.open(proxy.port, { callTimeoutMs: SHORT_MS }), root);
      expect(await rejection(a.registerWorker(worker('a')))).to.be.instanceOf(ZooKeeperUnavailableError);
      const observer = member();
      const changes = new Changes(observer);
      proxy.heal();
      await changes.until(async () => (await observer.workers()).length === 1);
    });

    it('makes everything again in a ZooKeeper that has lost its data', async () => {
      const other = await temporaryFolder();
      const empty = await startZooKeeper({ dir: other.path });
      const switched = await TcpProxy.start(zooKeeper.port);
      try {
        const session = await sessions.connected(switched.port);
        const a = new Membership(session, root);
        const changes = new Changes(a);
        await a.registerWorker(worker('a'));
        const expired = once(session, 'expired');
        switched.retarget(empty.port);
        switched.cut();
        await expired;
        await changes.until(async () => (await a.workers()).length === 1);
      } finally {
        await switched.close();
        await empty.stop();
        await other.remove();
      }
    });

    it('drops a frozen process and takes it back when it is thawed', async () => {
      const observer = member();
      const changes = new Changes(observer);
      const child = fork(MEMBER, [String(zooKeeper.port), root, 'frozen']);
      try {
        await changes.until(async () => (await observer.workers()).length === 1);
        child.kill('SIGSTOP');
        await changes.until(async () => (await observer.workers()).length === 0);
        child.kill('SIGCONT');
        await changes.until(async () => (await observer.workers()).length === 1);
        expect((await observer.workers())[0]?.pid).to.equal(child.pid);
      } finally {
        child.kill('SIGKILL');
        await once(child, 'exit');
      }
    });

    it('lets a worker leave, with its mastership, while its session goes on', async () => {
      const session = await sessions.connected(zooKeeper.port);
      const [a, b] = [new Membership(session, root), member()];
      await a.registerWorker(worker('a'));
      await a.claimMaster({ id: 'a', pid: 1 });
      const lastWords = a.updateWorker({ offset: 1 });
      await a.leave();
      await lastWords;
      expect(await rejection(a.updateWorker({ offset: 2 }))).to.be.instanceOf(Error);
      expect(await b.workers()).to.deep.equal([]);
      expect(await b.claimMaster({ id: 'b', pid: 2 })).to.equal(true);
      expect(session.state).to.equal('connected');
    });

    it('does not take a worker back that has left, when it connects again', async () => {
      const session = await sessions.connected(proxy.port, { sessionTimeoutMs: LASTING_SESSION_MS });
      const a = new Membership(session, root);
      await a.registerWorker(worker('a'));
      await a.leave();
      const restored = new Promise<void>((resolve) => a.onChange(resolve));
      proxy.cut();
      await restored;
      expect(await a.workers()).to.deep.equal([]);
    });

    it('takes a dead worker out with its pid and its mastership', async () => {
      const [dead, orchestrator] = [member(), member()];
      await dead.registerWorker(worker('a'));
      await dead.claimMaster({ id: 'a', pid: 1 });
      await orchestrator.announce('a', { pid: 1 });
      expect(await orchestrator.announcedIds()).to.deep.equal(['a']);
      await orchestrator.removeWorker('a');
      expect(await orchestrator.workers()).to.deep.equal([]);
      expect(await orchestrator.master()).to.equal(undefined);
      expect(await orchestrator.announcedIds()).to.deep.equal([]);
      await orchestrator.removeWorker('a');
    });
  });

  describe('of the master', () => {
    it('is claimed by one of many', async () => {
      const ids = ['a', 'b', 'c', 'd'];
      const claims = await Promise.all(ids.map((id, pid) => member().claimMaster({ id, pid })));
      expect(claims.filter(Boolean)).to.have.length(1);
      expect((await member().master())?.id).to.equal(ids[claims.indexOf(true)]);
    });

    it('is claimed again by who holds it', async () => {
      const a = member();
      expect(await a.claimMaster({ id: 'a', pid: 1 })).to.equal(true);
      expect(await a.claimMaster({ id: 'a', pid: 1 })).to.equal(true);
      expect(await member().claimMaster({ id: 'b', pid: 2 })).to.equal(false);
    });

    it('is taken over from an earlier session of the same worker', async () => {
      const earlier = sessions.open(zooKeeper.port);
      await new Membership(earlier, root).claimMaster({ id: 'a', pid: 1 });
      const later = member();
      expect(await later.claimMaster({ id: 'a', pid: 2 })).to.equal(true);
      await earlier.close();
      expect(await later.master()).to.deep.equal({ id: 'a', pid: 2 });
    });

    it('goes with its session, which wakes the others', async () => {
      const session = sessions.open(zooKeeper.port);
      const next = member();
      const changes = new Changes(next);
      await new Membership(session, root).claimMaster({ id: 'a', pid: 1 });
      await changes.until(async () => (await next.master())?.id === 'a');
      await session.close();
      await changes.until(async () => (await next.master()) === undefined);
      expect(await next.claimMaster({ id: 'b', pid: 2 })).to.equal(true);
    });

    it('is not claimed again by itself after its session has expired', async () => {
      const [session, watching] = [sessions.open(proxy.port), sessions.open(zooKeeper.port)];
      const a = new Membership(session, root);
      const changes = new Changes(a);
      await a.registerWorker(worker('a'));
      await a.claimMaster({ id: 'a', pid: 1 });
      proxy.partition();
      await gone(watching, `${root}/master`);
      proxy.heal();
      await changes.until(async () => (await a.workers()).length === 1);
      expect(await a.master()).to.equal(undefined);
    });

    it('is released by nobody but its holder', async () => {
      const [a, b] = [member(), member()];
      await a.claimMaster({ id: 'a', pid: 1 });
      await b.releaseMaster('b');
      expect((await b.master())?.id).to.equal('a');
      await a.releaseMaster('a');
      expect(await b.master()).to.equal(undefined);
    });

    it('keeps a newer master when the older one is removed late', async () => {
      const earlier = sessions.open(zooKeeper.port);
      await new Membership(earlier, root).claimMaster({ id: 'a', pid: 1 });
      const slow = new SlowSession({
        url: zooKeeper.url,
        sessionTimeoutMs: SESSION_TIMEOUT_MS,
        logger,
      });
      slow.afterGetData = async () => {
        await earlier.close();
        await member().claimMaster({ id: 'b', pid: 2 });
      };
      await new Membership(slow, root).removeWorker('a');
      await slow.close();
      expect((await member().master())?.id).to.equal('b');
    });
  });

  describe('of announcements', () => {
    it('are none before the first one is announced', async () => {
      expect(await member().announcedIds()).to.deep.equal([]);
    });

    it('answers with the latest one made before', async () => {
      await member().announce('a', { pid: 1 });
      await member().announce('a', { pid: 2, container: 'c1' });
      expect(await member().awaitAnnouncement('a')).to.deep.equal({ pid: 2, container: 'c1' });
    });

    it('waits for one that is made later, also while ZooKeeper is away', async () => {
      const session = await sessions.connected(proxy.port);
      const waiting = new Membership(session, root).awaitAnnouncement('a');
      await session.exists('/');
      const lost = once(session, 'lost');
      proxy.partition();
      await lost;
      await member().announce('a', { pid: 42 });
      proxy.heal();
      expect(await waiting).to.deep.equal({ pid: 42 });
    });

    it('wakes by the watch', async () => {
      const session = await sessions.connected(zooKeeper.port);
      const waiting = new Membership(session, root).awaitAnnouncement('a');
      await session.exists('/');
      await member().announce('a', { pid: 42 });
      expect(await waiting).to.deep.equal({ pid: 42 });
    });

    it('ends the waiting when it is closed', async () => {
      const a = member();
      const waiting = rejection(a.awaitAnnouncement('a'));
      a.close();
      expect(await waiting).to.be.instanceOf(ZooKeeperUnavailableError);
    });
  });

  describe('tells of changes', () => {
    it('when a worker comes, when it goes and after each reconnect', async () => {
      const session = sessions.open(proxy.port);
      const observer = new Membership(session, root);
      const changes = new Changes(observer);
      const leaving = sessions.open(zooKeeper.port);
      await new Membership(leaving, root).registerWorker(worker('a'));
      await changes.until(async () => (await observer.workers()).length === 1);
      await leaving.close();
      await changes.until(async () => (await observer.workers()).length === 0);
      const told = new Promise<void>((resolve) => observer.onChange(resolve));
      proxy.cut();
      await told;
    });

    it('and of the return of a connection, each time that it was lost, before any change', async () => {
      const session = await sessions.connected(proxy.port);
      const observer = new Membership(session, root);
      const change = () => new Promise<void>((resolve) => observer.onChange(resolve));
      await change();
      const told: string[] = [];
      observer.onReturn(() => told.push('return'));
      observer.onChange(() => told.push('change'));
      for (let losses = 0; losses < 2; losses++) {
        const changed = change();
        proxy.cut();
        await changed;
      }
      expect(told).to.deep.equal(['return', 'change', 'return', 'change']);
    });

    it('when something happened while it was cut off', async () => {
      const session = sessions.open(proxy.port);
      const observer = new Membership(session, root);
      const changes = new Changes(observer);
      await changes.until(() => Promise.resolve(session.state === 'connected'));
      proxy.partition();
      await member().registerWorker(worker('a'));
      proxy.heal();
      await changes.until(async () => (await observer.workers()).length === 1);
    });
  });
});

/** Lets something happen between a read of the master and what is done about it. */
class SlowSession extends ZooKeeperSession {
  afterGetData: () => Promise<void> = () => Promise.resolve();

  override async getData(path: string) {
    const found = await super.getData(path);
    await this.afterGetData();
    return found;
  }
}
