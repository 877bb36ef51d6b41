import { expect } from 'chai';
import { identify } from '../../../src/runtime/process/proc.ts';
import { System } from './system.ts';

const pids = (workers: readonly { pid: number }[]): number[] => workers.map(({ pid }) => pid);

describe('The pool with real processes and a real ZooKeeper', () => {
  let system: System;

  before(async () => {
    system = await System.start();
  });

  after(() => system.close());

  beforeEach(async () => {
    system.slaves = 2;
    system.pool.wake();
    await system.settled();
  });

  it('replaces a killed master, whose mastership goes to a worker that was there before', async () => {
    const before = await system.settled();
    process.kill(before.master.pid, 'SIGKILL');
    const after = await system.settled({ without: before.master.pid });
    expect(pids(before.slaves)).to.include(after.master.pid);
  });

  it('kills a frozen slave and replaces it', async () => {
    const { master, slaves } = await system.settled();
    const frozen = slaves[0]?.pid ?? 0;
    expect(frozen).to.be.above(0);
    process.kill(frozen, 'SIGSTOP');
    expect((await system.settled({ without: frozen })).master.pid).to.equal(master.pid);
    expect(identify(frozen)).to.be.undefined;
  });

  it('drains the slave with the highest pid when fewer are wanted', async () => {
    const { master, slaves } = await system.settled();
    system.slaves = 1;
    system.pool.wake();
    const after = await system.settled();
    expect(after.master.pid).to.equal(master.pid);
    expect(pids(after.slaves)).to.deep.equal([Math.min(...pids(slaves))]);
  });

  it('keeps all workers over a restart of the orchestrator, and looks after them again', async () => {
    const before = await system.settled();
    await system.restartOrchestrator();
    expect(pids((await system.settled()).slaves)).to.have.members(pids(before.slaves));
    process.kill(before.master.pid, 'SIGKILL');
    const after = await system.settled({ without: before.master.pid });
    expect(pids(before.slaves)).to.include(after.master.pid);
  });

  it('keeps all workers over a restart of ZooKeeper', async () => {
    const before = await system.settled();
    await system.zookeeper.restart();
    const after = await system.settled();
    expect(pids([after.master, ...after.slaves])).to.have.members(pids([before.master, ...before.slaves]));
  });
});
