import { expect } from 'chai';
import { masterOf, settledWorld, slavesOf } from './world/settled-world.ts';
import { SimulatedOrchestrator } from './world/simulated-orchestrator.ts';
import { SESSION_TIMEOUT_MS, SimulatedWorld } from './world/simulated-world.ts';

describe('The pool without ZooKeeper', () => {
  let world: SimulatedWorld;
  let orchestrator: SimulatedOrchestrator;

  beforeEach(async () => {
    ({ world, orchestrator } = await settledWorld(2));
    world.setZookeeperAway(true);
  });

  afterEach(() => {
    expect(orchestrator.violations).to.be.empty;
  });

  it('leaves running workers as they are, frozen ones and surplus ones too', async () => {
    world.freeze(slavesOf(world)[0] ?? '');
    orchestrator.setDesired(1);
    await world.clock.advance(60_000);
    expect(orchestrator.deeds).to.be.empty;
  });

  it('replaces a dead worker under a new id, since the old one may still be registered', async () => {
    const [dead = ''] = slavesOf(world);
    world.end(dead);
    await world.clock.advance(10_000);
    expect(orchestrator.count('start')).to.equal(1);
    expect(orchestrator.deeds).not.to.include(`start ${dead}`);
    expect(orchestrator.pool.state()).to.include({ running: 3 });
  });

  it('does not wait for an answer for ever', async () => {
    world.zookeeperSilent = true;
    world.end(slavesOf(world)[0] ?? '');
    await world.clock.advance(1_000);
    expect(orchestrator.count('start')).to.equal(1);
  });

  it('catches up on all of it when ZooKeeper is back', async () => {
    const [frozen = '', dead = ''] = slavesOf(world);
    world.freeze(frozen);
    world.end(dead);
    await world.clock.advance(10_000);
    world.setZookeeperAway(false);
    await world.clock.advance(0);
    expect(world.sessions.has(dead)).to.be.false;
    await world.clock.advance(10_000);
    expect(orchestrator.count('kill')).to.equal(1);
    expect(orchestrator.pool.state()).to.include({ running: 3, registered: 3, lastError: undefined });
  });

  it('gives the workers more time than usual to register again when ZooKeeper is back', async () => {
    for (const id of slavesOf(world)) world.expire(id);
    await world.clock.advance(60_000);
    for (const worker of world.workers.values()) worker.registersAt = world.clock.now() + 3_900;
    world.setZookeeperAway(false);
    await world.clock.advance(10_000);
    expect(orchestrator.count('kill')).to.equal(0);
    expect(orchestrator.pool.state()).to.include({ running: 3, registered: 3 });
  });

  it('gives them that time also when their sessions live on for a while after its return', async () => {
    const master = masterOf(world);
    world.reconnectMs = (id) => (id === master ? 0 : 3_500);
    world.setZookeeperAway(false);
    await world.clock.advance(SESSION_TIMEOUT_MS + 100);
    expect([...world.sessions.keys()]).to.deep.equal([master]);
    await world.clock.advance(10_000);
    expect(orchestrator.count('kill')).to.equal(0);
  });

  it('notices an outage that no pass has fallen into', async () => {
    world.setZookeeperAway(false);
    await world.clock.advance(10_000);
    const [slave = ''] = slavesOf(world);
    world.reconnectMs = (id) => (id === slave ? 3_500 : 0);
    world.setZookeeperAway(true);
    world.setZookeeperAway(false);
    await world.clock.advance(SESSION_TIMEOUT_MS + 100);
    expect([...world.sessions.keys()]).not.to.include(slave);
    await world.clock.advance(10_000);
    expect(orchestrator.count('kill')).to.equal(0);
  });

  for (const role of ['slave', 'master'] as const) {
    it(`judges a ${role} as ever that has come back and then freezes`, async () => {
      world.setZookeeperAway(false);
      await world.clock.advance(1_600);
      const frozen = role === 'master' ? masterOf(world) : (slavesOf(world)[0] ?? '');
      world.freeze(frozen);
      await world.clock.advance(SESSION_TIMEOUT_MS + 600);
      expect(orchestrator.deeds).to.deep.equal([`kill ${frozen}`, `start ${frozen}`]);
    });
  }

  it('kills a frozen master as soon as another worker is master, even right after its return', async () => {
    const frozen = masterOf(world);
    world.setZookeeperAway(false);
    world.freeze(frozen);
    await world.clock.advance(SESSION_TIMEOUT_MS + 100);
    expect(orchestrator.deeds).to.deep.equal([`kill ${frozen}`, `start ${frozen}`]);
  });
});

describe('The pool of an orchestrator that comes up before ZooKeeper', () => {
  let world: SimulatedWorld;
  let orchestrator: SimulatedOrchestrator;

  beforeEach(() => {
    world = new SimulatedWorld();
    world.folders.add('worker-old').add('worker-new');
    world.setZookeeperAway(true);
    orchestrator = new SimulatedOrchestrator(world, 1);
  });

  it('waits for it a while, to start its workers on the copies of the last run', async () => {
    await world.clock.advance(900);
    expect(orchestrator.deeds).to.be.empty;
    world.setZookeeperAway(false);
    await world.clock.advance(0);
    expect(orchestrator.deeds).to.deep.equal(['start worker-new', 'start worker-old']);
  });

  it('starts new workers when it does not come in time', async () => {
    await world.clock.advance(1_000);
    expect(orchestrator.count('start')).to.equal(2);
    expect(orchestrator.count('start worker-new') + orchestrator.count('start worker-old')).to.equal(0);
  });
});
