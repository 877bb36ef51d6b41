import { expect } from 'chai';
import { masterOf, settledWorld, slavesOf } from './world/settled-world.ts';
import { SETTINGS, SimulatedOrchestrator } from './world/simulated-orchestrator.ts';
import type { SimulatedWorld } from './world/simulated-world.ts';

describe('The pool of a restarted orchestrator', () => {
  let world: SimulatedWorld;
  let earlier: SimulatedOrchestrator;

  beforeEach(async () => {
    ({ world, orchestrator: earlier } = await settledWorld(2));
    earlier.crash();
  });

  it('adopts the running workers', async () => {
    const later = new SimulatedOrchestrator(world, 2);
    await world.clock.advance(10_000);
    expect(later.deeds).to.be.empty;
    expect(later.pool.state()).to.include({ running: 3, registered: 3, starts: 0 });
  });

  it('replaces the workers that died in between', async () => {
    const dead = masterOf(world);
    world.end(dead);
    const later = new SimulatedOrchestrator(world, 2);
    await world.clock.advance(2_000);
    expect(later.count('start')).to.equal(1);
    expect(later.pool.state()).to.include({ running: 3, registered: 3 });
    expect(masterOf(world)).not.to.equal(dead);
  });

  it('kills a worker that froze in between when ZooKeeper cannot have been away either', async () => {
    const [frozen = ''] = slavesOf(world);
    world.freeze(frozen);
    await world.clock.advance(10_000);
    const later = new SimulatedOrchestrator(world, 2);
    await world.clock.advance(SETTINGS.reconnectTimeoutMs - 100);
    expect(later.deeds).to.be.empty;
    await world.clock.advance(200);
    expect(later.deeds).to.include(`kill ${frozen}`);
  });

  it('is told of nothing any more after its stop', async () => {
    const later = new SimulatedOrchestrator(world, 2);
    await world.clock.advance(100);
    await later.pool.stop();
    world.end(slavesOf(world)[0] ?? '');
    later.pool.wake();
    await world.clock.advance(10_000);
    expect(later.deeds).to.be.empty;
  });
});

describe('The copies of stopped workers', () => {
  it('are used again for new slaves, the newest first', async () => {
    const { world, orchestrator } = await settledWorld(3);
    const [, second = '', third = ''] = slavesOf(world);
    orchestrator.setDesired(1);
    await world.clock.advance(1_000);
    orchestrator.deeds.length = 0;
    orchestrator.setDesired(2);
    await world.clock.advance(1_000);
    expect(orchestrator.deeds).to.have.lengthOf(1);
    expect([`start ${second}`, `start ${third}`]).to.include.members(orchestrator.deeds);
  });

  it('are forgotten beyond two more than the workers wanted, the oldest first', async () => {
    const { world, orchestrator } = await settledWorld(1);
    const running = [...world.folders];
    world.folders.clear();
    for (const id of ['oldest', 'older', 'a', 'b', 'c', 'd', ...running]) world.folders.add(id);
    await world.clock.advance(2_000);
    expect(orchestrator.deeds).to.have.members(['forget oldest', 'forget older']);
    expect([...world.folders]).to.have.members(['a', 'b', 'c', 'd', ...running]);
    expect(orchestrator.violations).to.be.empty;
  });
});
