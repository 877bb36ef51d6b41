import { expect } from 'chai';
import { settledWorld, slavesOf } from './world/settled-world.ts';
import type { SimulatedOrchestrator } from './world/simulated-orchestrator.ts';
import type { SimulatedWorld } from './world/simulated-world.ts';

describe('Starts that keep failing', () => {
  let world: SimulatedWorld;
  let orchestrator: SimulatedOrchestrator;

  beforeEach(async () => {
    ({ world, orchestrator } = await settledWorld(1));
    world.nextStarts.die = Infinity;
  });

  afterEach(() => {
    expect(orchestrator.violations).to.be.empty;
  });

  /** The times between one start and the next, to 50 ms. */
  async function waits(duration: number): Promise<number[]> {
    const times: number[] = [];
    const end = world.clock.now() + duration;
    while (world.clock.now() < end) {
      const before = orchestrator.count('start');
      await world.clock.advance(50);
      if (orchestrator.count('start') > before) times.push(world.clock.now());
    }
    return times.slice(1).map((time, index) => time - (times[index] ?? 0));
  }

  it('are tried again at twice the interval each time, up to a limit', async () => {
    orchestrator.setDesired(2);
    const [first, second, third, ...later] = await waits(20_000);
    expect(first).to.be.within(500, 800);
    expect(second).to.be.within(1_000, 1_300);
    expect(third).to.be.within(2_000, 2_300);
    for (const wait of later) expect(wait).to.be.within(2_000, 2_300);
    expect(later).not.to.be.empty;
  });

  it('count as one failure when they were made together', async () => {
    orchestrator.setDesired(5);
    const [first] = await waits(2_000);
    expect(first).to.be.within(500, 800);
  });

  it('are forgiven once a worker has registered', async () => {
    orchestrator.setDesired(2);
    await world.clock.advance(10_000);
    world.nextStarts.die = 0;
    await world.clock.advance(3_000);
    expect(orchestrator.pool.state()).to.include({ running: 3, registered: 3 });

    const before = orchestrator.count('start');
    world.end(slavesOf(world)[0] ?? '');
    await world.clock.advance(0);
    expect(orchestrator.count('start')).to.equal(before + 1);

    world.nextStarts.die = Infinity;
    orchestrator.setDesired(3);
    const [first] = await waits(2_000);
    expect(first).to.be.within(500, 800);
  });

  it('leave the workers alone that do run', async () => {
    const running = [...world.workers.keys()];
    orchestrator.setDesired(2);
    await world.clock.advance(20_000);
    expect([...world.workers.keys()]).to.include.members(running);
    expect(orchestrator.count('stop') + orchestrator.count('kill')).to.equal(0);
  });
});
