import { expect } from 'chai';
import { masterOf, settledWorld, slavesOf } from './world/settled-world.ts';
import type { SimulatedOrchestrator } from './world/simulated-orchestrator.ts';
import type { SimulatedWorld } from './world/simulated-world.ts';

describe('The pool with outdated workers', () => {
  let world: SimulatedWorld;
  let orchestrator: SimulatedOrchestrator;

  beforeEach(async () => {
    ({ world, orchestrator } = await settledWorld(2));
  });

  afterEach(() => {
    expect(orchestrator.violations).to.be.empty;
  });

  const outdated = (): string[] =>
    [...world.workers.values()].filter((worker) => worker.outdated).map(({ id }) => id);

  it('replaces each of them, the slaves first and the master last, and is at rest then', async () => {
    const [low = '', high = ''] = slavesOf(world);
    const master = masterOf(world);
    world.outdate();
    await world.clock.advance(30_000);
    const stops = orchestrator.deeds.filter((deed) => deed.startsWith('stop'));
    expect(stops).to.deep.equal([`stop ${high}`, `stop ${low}`, `stop ${master}`]);
    expect(orchestrator.count('start')).to.equal(3);
    expect(outdated()).to.be.empty;
    expect(orchestrator.pool.state()).to.include({ running: 3, registered: 3, replacements: 0 });
    orchestrator.deeds.length = 0;
    await world.clock.advance(60_000);
    expect(orchestrator.deeds).to.be.empty;
  });

  it('starts the next one on the copy that the one before has left', async () => {
    const [, high = ''] = slavesOf(world);
    world.outdate();
    await world.clock.advance(30_000);
    const starts = orchestrator.deeds.filter((deed) => deed.startsWith('start'));
    expect(starts[1]).to.equal(`start ${high}`);
  });

  it('drains none of them as long as no new one comes to serve', async () => {
    world.nextStarts.fail = Infinity;
    world.outdate();
    await world.clock.advance(60_000);
    expect(orchestrator.count('stop')).to.equal(0);
    expect(orchestrator.pool.state()).to.include({ running: 3, registered: 3 });
    world.nextStarts.fail = 0;
    await world.clock.advance(30_000);
    expect(outdated()).to.be.empty;
  });
});
