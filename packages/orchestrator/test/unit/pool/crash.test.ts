import { expect } from 'chai';
import { Crash } from '../../../src/pool/crash.ts';
import { masterOf, settledWorld, slavesOf } from './world/settled-world.ts';
import { simulatedCrash } from './world/simulated-crash.ts';
import type { SimulatedOrchestrator } from './world/simulated-orchestrator.ts';
import type { SimulatedWorld } from './world/simulated-world.ts';
import { VirtualClock } from './world/virtual-clock.ts';

describe('A crash call', () => {
  let world: SimulatedWorld;
  let orchestrator: SimulatedOrchestrator;
  let crash: Crash;

  const pidOf = (id: string | undefined): number | undefined => world.workers.get(id ?? '')?.pid;

  async function settle(slaves: number): Promise<void> {
    ({ world, orchestrator } = await settledWorld(slaves));
    crash = simulatedCrash(world);
  }

  /** What the calls answer within this time; those that do not are undefined. */
  async function answers(
    ms: number,
    ...calls: Promise<number | undefined>[]
  ): Promise<(number | undefined)[]> {
    const outcomes = calls.map((): number | undefined => undefined);
    calls.forEach((call, index) => void call.then((pid) => (outcomes[index] = pid)));
    await world.clock.advance(ms);
    return outcomes;
  }

  afterEach(() => {
    expect(orchestrator.violations).to.be.empty;
  });

  it('on the master kills it, and is over when it is gone', async () => {
    await settle(2);
    const pid = pidOf(masterOf(world));
    const call = crash.master();
    void call.then(() => expect([...world.workers.values()].map((worker) => worker.pid)).not.to.include(pid));
    expect(await answers(50, call)).to.deep.equal([pid]);
  });

  it('on a slave kills the one with the highest pid, and never the master', async () => {
    await settle(3);
    const master = masterOf(world);
    const highest = pidOf(slavesOf(world).at(-1));
    expect(await answers(50, crash.slave())).to.deep.equal([highest]);
    expect(masterOf(world)).to.equal(master);
  });

  it('is followed by the election of the slave with the lowest pid, and by a replacement', async () => {
    await settle(2);
    const [heir = ''] = slavesOf(world);
    await answers(5_000, crash.master());
    expect(masterOf(world)).to.equal(heir);
    expect(orchestrator.pool.state()).to.include({ running: 3, registered: 3, replacements: 1 });
  });

  it('on the master, twice at once, kills two masters, the second one when it has been elected', async () => {
    await settle(2);
    const first = pidOf(masterOf(world));
    const second = pidOf(slavesOf(world)[0]);
    const calls = [crash.master(), crash.master()];
    expect(await answers(1_000, ...calls)).to.deep.equal([first, second]);
  });

  it('on a slave waits for one to register when there is none', async () => {
    await settle(1);
    const master = masterOf(world);
    const first = pidOf(slavesOf(world)[0]);
    const [one, other] = await answers(5_000, crash.slave(), crash.slave());
    expect(one).to.equal(first);
    expect(other).to.be.a('number').and.not.to.equal(first);
    expect(masterOf(world)).to.equal(master);
  });

  it('never takes a worker for the master that has got the id of a dead one', async () => {
    await settle(1);
    const stale = { id: 'w1', pid: 7 };
    const killed: string[] = [];
    const clock = new VirtualClock();
    crash = new Crash({
      runtime: {
        list: () => Promise.resolve([{ id: 'w1', pid: 8, startedAt: 0 }]),
        kill: (id) => Promise.resolve(killed.push(id)),
      },
      members: {
        workers: () => Promise.resolve([{ ...stale, role: 'master' }]),
        master: () => Promise.resolve(stale),
        onChange: () => undefined,
      },
      clock,
      timeoutMs: 1_000,
    });
    const call = crash.master();
    await clock.advance(1_000);
    expect(await call).to.equal(undefined);
    expect(killed).to.be.empty;
  });

  it('gives up when there is nobody within its time, and kills nobody later', async () => {
    await settle(1);
    world.nextStarts.die = Infinity;
    for (const id of [...world.workers.keys()]) world.end(id);
    const progress = { over: false };
    const call = crash.master().finally(() => (progress.over = true));
    await world.clock.advance(9_900);
    expect(progress.over).to.equal(false);
    await world.clock.advance(200);
    expect(progress.over).to.equal(true);
    expect(await call).to.equal(undefined);
    world.nextStarts.die = 0;
    await world.clock.advance(10_000);
    expect(orchestrator.pool.state()).to.include({ running: 2, registered: 2 });
  });

  it('waits for ZooKeeper while that is away', async () => {
    await settle(1);
    const pid = pidOf(masterOf(world));
    world.setZookeeperAway(true);
    const call = crash.master();
    expect(await answers(500, call)).to.deep.equal([undefined]);
    world.setZookeeperAway(false);
    expect(await answers(500, call)).to.deep.equal([pid]);
  });
});
