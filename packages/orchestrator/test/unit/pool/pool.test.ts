import { expect } from 'chai';
import { masterOf, settledWorld, slavesOf } from './world/settled-world.ts';
import { SimulatedOrchestrator } from './world/simulated-orchestrator.ts';
import { SESSION_TIMEOUT_MS, SimulatedWorld } from './world/simulated-world.ts';

describe('The pool', () => {
  let world: SimulatedWorld;
  let orchestrator: SimulatedOrchestrator;

  async function settle(desired: number): Promise<void> {
    ({ world, orchestrator } = await settledWorld(desired));
  }

  afterEach(() => {
    expect(orchestrator.violations).to.be.empty;
  });

  it('starts a master and the wanted slaves, all at the same time', async () => {
    world = new SimulatedWorld();
    orchestrator = new SimulatedOrchestrator(world, 3);
    await world.clock.advance(0);
    expect(orchestrator.count('start')).to.equal(4);
    await world.clock.advance(1_000);
    expect(orchestrator.pool.state()).to.deep.equal({
      desired: 3,
      running: 4,
      registered: 4,
      starts: 4,
      replacements: 0,
      lastError: undefined,
    });
  });

  it('gives new workers short ids', async () => {
    await settle(2);
    for (const id of world.workers.keys()) expect(id).to.match(/^worker-[0-9a-f]{8}$/);
  });

  it('tells every worker its pid', async () => {
    await settle(2);
    const pids = [...world.workers.values()].map(({ id, pid }) => [id, pid]);
    expect([...world.announced]).to.have.deep.members(pids);
  });

  it('tells of every start and end of a worker that it has brought about', async () => {
    await settle(2);
    const told = orchestrator.told;
    orchestrator.setDesired(3);
    await world.clock.advance(1_000);
    expect(orchestrator.told).to.equal(told + 1);
    orchestrator.setDesired(2);
    await world.clock.advance(1_000);
    expect(orchestrator.told).to.equal(told + 2);
  });

  it('does nothing at all when all is as wanted', async () => {
    await settle(2);
    await world.clock.advance(60_000);
    expect(orchestrator.deeds).to.be.empty;
  });

  it('takes a dead master out of ZooKeeper at once, without waiting for its session', async () => {
    await settle(2);
    const dead = masterOf(world);
    world.end(dead);
    await world.clock.advance(0);
    expect(world.sessions.has(dead)).to.be.false;
    expect(world.master).to.be.undefined;
  });

  it('replaces a dead worker at once, on the copy that it has left', async () => {
    await settle(2);
    const [dead = ''] = slavesOf(world);
    world.end(dead);
    await world.clock.advance(0);
    expect(orchestrator.deeds).to.deep.equal([`start ${dead}`]);
    await world.clock.advance(1_000);
    expect(orchestrator.pool.state()).to.include({ running: 3, registered: 3, replacements: 1 });
    expect(world.sessions.get(dead)?.pid).to.equal(world.workers.get(dead)?.pid);
  });

  it('starts more slaves as soon as it is told that more are wanted', async () => {
    await settle(1);
    orchestrator.setDesired(3);
    await world.clock.advance(0);
    expect(orchestrator.count('start')).to.equal(2);
  });

  it('drains the slaves with the highest pids when fewer are wanted', async () => {
    await settle(4);
    const [, , third = '', fourth = ''] = slavesOf(world);
    orchestrator.setDesired(2);
    await world.clock.advance(5_000);
    expect(orchestrator.deeds).to.have.members([`stop ${third}`, `stop ${fourth}`]);
    expect(orchestrator.pool.state()).to.include({ running: 3, registered: 3, replacements: 0 });
    expect([...world.announced.keys()]).to.have.members([...world.workers.keys()]);
  });

  it('starts a new slave at once when one is wanted again while another is still draining', async () => {
    await settle(2);
    orchestrator.setDesired(1);
    await world.clock.advance(0);
    orchestrator.setDesired(2);
    await world.clock.advance(0);
    expect(orchestrator.count('stop')).to.equal(1);
    expect(orchestrator.count('start')).to.equal(1);
  });

  it('drains a slave that does not serve yet rather than one that does', async () => {
    await settle(1);
    world.nextStarts.hang = 1;
    orchestrator.setDesired(2);
    await world.clock.advance(200);
    const [, hung = ''] = slavesOf(world);
    const [serving] = slavesOf(world);
    const worker = world.workers.get(hung);
    if (worker !== undefined) worker.pid = 1;
    orchestrator.setDesired(1);
    await world.clock.advance(500);
    expect(orchestrator.deeds.at(-1)).to.equal(`stop ${hung}`);
    expect(slavesOf(world)).to.deep.equal([serving]);
  });

  it('stops nobody as long as there is no master', async () => {
    await settle(3);
    for (const id of world.workers.keys()) world.freeze(id);
    await world.clock.advance(SESSION_TIMEOUT_MS);
    expect(world.master).to.be.undefined;
    orchestrator.setDesired(1);
    await world.clock.advance(100);
    expect(orchestrator.count('stop')).to.equal(0);
  });

  it('kills a frozen slave half a second after its session is over, and then replaces it', async () => {
    await settle(2);
    const [frozen = ''] = slavesOf(world);
    world.freeze(frozen);
    await world.clock.advance(SESSION_TIMEOUT_MS + 400);
    expect(orchestrator.deeds).to.be.empty;
    await world.clock.advance(200);
    expect(orchestrator.deeds).to.deep.equal([`kill ${frozen}`, `start ${frozen}`]);
  });

  it('kills a frozen master as soon as another worker is master, since it still holds the writes', async () => {
    await settle(2);
    const frozen = masterOf(world);
    world.freeze(frozen);
    await world.clock.advance(SESSION_TIMEOUT_MS + 100);
    expect(orchestrator.deeds).to.deep.equal([`kill ${frozen}`, `start ${frozen}`]);
    expect(masterOf(world)).not.to.equal(frozen);
  });

  it('kills several frozen workers as soon, as long as others are still there', async () => {
    await settle(3);
    const [first = '', second = ''] = slavesOf(world);
    world.freeze(first);
    world.freeze(second);
    await world.clock.advance(SESSION_TIMEOUT_MS + 600);
    expect(orchestrator.count('kill')).to.equal(2);
  });

  it('kills a frozen master as soon when it is the only worker that has ever registered', async () => {
    await settle(1);
    world.nextStarts.hang = 1;
    world.end(slavesOf(world)[0] ?? '');
    await world.clock.advance(0);
    const frozen = masterOf(world);
    world.freeze(frozen);
    await world.clock.advance(SESSION_TIMEOUT_MS + 600);
    expect(orchestrator.deeds).to.include(`kill ${frozen}`);
  });

  it('lets a worker be that comes back to ZooKeeper in time', async () => {
    await settle(2);
    world.expire(slavesOf(world)[0] ?? '');
    await world.clock.advance(10_000);
    expect(orchestrator.deeds).to.be.empty;
  });

  it('gives workers more time that are lost all at once, but not for ever', async () => {
    await settle(2);
    for (const id of world.workers.keys()) world.freeze(id);
    await world.clock.advance(SESSION_TIMEOUT_MS + 3_900);
    expect(orchestrator.deeds).to.be.empty;
    await world.clock.advance(2_000);
    expect(orchestrator.count('kill')).to.equal(3);
    expect(orchestrator.pool.state()).to.include({ running: 3, registered: 3 });
  });

  it('never takes a master for frozen that holds only the znode of the master', async () => {
    await settle(2);
    const master = masterOf(world);
    const worker = world.workers.get(master);
    if (worker !== undefined) worker.registersAt = Infinity;
    world.sessions.delete(master);
    await world.clock.advance(60_000);
    expect(orchestrator.deeds).to.be.empty;
    world.end(master);
    await world.clock.advance(0);
    expect(world.master).to.be.undefined;
  });

  it('kills a worker that does not register within its time, and replaces it', async () => {
    await settle(1);
    world.nextStarts.hang = 1;
    orchestrator.setDesired(2);
    await world.clock.advance(4_900);
    expect(orchestrator.count('kill')).to.equal(0);
    await world.clock.advance(2_000);
    expect(orchestrator.count('kill')).to.equal(1);
    expect(orchestrator.pool.state()).to.include({ running: 3, registered: 3 });
  });

  it('shows why a start failed until all is as wanted again', async () => {
    await settle(1);
    world.nextStarts.fail = 1;
    orchestrator.setDesired(2);
    await world.clock.advance(100);
    expect(orchestrator.pool.state().lastError).to.equal('no process could be started');
    await world.clock.advance(2_000);
    expect(orchestrator.pool.state()).to.include({ running: 3, registered: 3, lastError: undefined });
  });
});
