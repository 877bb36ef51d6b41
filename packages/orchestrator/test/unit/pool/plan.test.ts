import { expect } from 'chai';
import { freeCopies, planPass } from '../../../src/pool/plan.ts';
import type { World } from '../../../src/pool/plan.ts';
import type { Registrations } from '../../../src/pool/registry.ts';

function registrations(
  ids: readonly string[],
  master?: string,
  announced: readonly string[] = [],
): Registrations {
  return { ids: new Set(ids), known: new Set([...ids, ...announced]), master };
}

/** Workers named for their pids, all registered, the first one being the master, and as many wanted. */
function world(pids: readonly number[], changes: Partial<World> = {}): World {
  return {
    wanted: pids.length,
    processes: pids.map((pid) => ({ id: `w${pid}`, pid, startedAt: 0 })),
    registrations: registrations(
      pids.map((pid) => `w${pid}`),
      `w${pids[0] ?? 0}`,
    ),
    starting: new Set(),
    draining: new Set(),
    dying: new Set(),
    overdue: [],
    ...changes,
  };
}

/** The same, with these being outdated. */
function outdated(pids: readonly number[], which: readonly number[], changes: Partial<World> = {}): World {
  const { processes, ...rest } = world(pids, changes);
  return {
    ...rest,
    processes: processes.map((each) => (which.includes(each.pid) ? { ...each, outdated: true } : each)),
  };
}

const NOTHING = { kill: [], drain: [], bury: [], announce: [], start: 0 };

describe('The plan of a pass', () => {
  it('is empty when all is as wanted', () => {
    expect(planPass(world([3, 1, 2]))).to.deep.equal(NOTHING);
  });

  it('drains by highest pid, and never the master, be its pid the highest', () => {
    expect(planPass(world([3, 1, 2], { wanted: 2 })).drain).to.deep.equal(['w2']);
    expect(planPass(world([3, 1, 2], { wanted: 0 })).drain).to.deep.equal(['w2', 'w1']);
  });

  it('drains nobody when the master is dead, dying or unknown', () => {
    for (const master of ['w9', undefined]) {
      const unclear = registrations(['w1', 'w2', 'w3'], master);
      expect(planPass(world([3, 1, 2], { wanted: 1, registrations: unclear })).drain).to.be.empty;
    }
    expect(planPass(world([3, 1, 2], { wanted: 1, dying: new Set(['w3']) })).drain).to.be.empty;
  });

  it('drains no slave that serves in favour of one that does not serve yet', () => {
    const joining = registrations(['w1', 'w2'], 'w1');
    expect(planPass(world([1, 2, 3], { wanted: 2, registrations: joining })).drain).to.deep.equal(['w3']);
    expect(planPass(world([1, 2], { wanted: 2, starting: new Set(['w3']) })).drain).to.be.empty;
  });

  it('counts a worker that is being started once, whether it has a process yet or not', () => {
    expect(planPass(world([1, 2], { wanted: 3, starting: new Set(['w3']) })).start).to.equal(0);
    expect(planPass(world([1, 2], { wanted: 3, starting: new Set(['w2']) })).start).to.equal(1);
  });

  it('counts a draining worker as gone', () => {
    const draining = new Set(['w3']);
    expect(planPass(world([1, 2, 3], { wanted: 2, draining }))).to.deep.equal(NOTHING);
    expect(planPass(world([1, 2, 3], { wanted: 3, draining })).start).to.equal(1);
  });

  it('counts a dying worker neither as a lack, so that it is gone before it is replaced, nor as a surplus', () => {
    const dying = new Set(['w3']);
    expect(planPass(world([1, 2, 3], { dying }))).to.deep.equal(NOTHING);
    expect(planPass(world([1, 2, 3], { wanted: 2, dying }))).to.deep.equal(NOTHING);
  });

  it('kills who is overdue, unless that one is draining or dying already', () => {
    const overdue = ['w2', 'w3', 'w4'];
    const plan = planPass(
      world([1, 2, 3, 4], { draining: new Set(['w3']), dying: new Set(['w4']), overdue }),
    );
    expect(plan.kill).to.deep.equal(['w2']);
  });

  it('buries who is registered but has no process, unless its process is only just coming', () => {
    const all = registrations(['w1', 'w2', 'w3'], 'w1');
    const plan = planPass(world([1], { wanted: 2, registrations: all, starting: new Set(['w3']) }));
    expect(plan.bury).to.deep.equal(['w2']);
  });

  it('buries who has gone in good order and left but its pid', () => {
    const all = registrations(['w1', 'w2'], 'w1', ['w1', 'w2', 'w3', 'w4']);
    const plan = planPass(world([1, 2], { registrations: all, starting: new Set(['w4']) }));
    expect(plan.bury).to.deep.equal(['w3']);
  });

  it('announces the pids of those that are not registered yet', () => {
    const { announce } = planPass(world([1, 2], { registrations: registrations(['w1'], 'w1') }));
    expect(announce.map(({ pid }) => pid)).to.deep.equal([2]);
  });

  it('is to do nothing but start what is missing when ZooKeeper is away', () => {
    const away = { registrations: undefined, overdue: ['w2'] };
    expect(planPass(world([1, 2, 3], { ...away, wanted: 2 }))).to.deep.equal(NOTHING);
    expect(planPass(world([1, 2, 3], { ...away, wanted: 5 }))).to.deep.equal({ ...NOTHING, start: 2 });
  });
});

describe('The plan of a pass with outdated workers', () => {
  it('starts one more than wanted before it drains any, however many are outdated', () => {
    expect(planPass(outdated([1, 2, 3], [1, 2, 3]))).to.deep.equal({ ...NOTHING, start: 1 });
  });

  it('drains none before all serve', () => {
    const joining = registrations(['w1', 'w2'], 'w1');
    const all = { wanted: 2, registrations: joining };
    expect(planPass(outdated([1, 2, 3], [1, 2], all)).drain).to.be.empty;
    expect(planPass(outdated([1, 2], [1, 2], { starting: new Set(['w3']) })).drain).to.be.empty;
  });

  it('drains outdated slaves by highest pid, one at a time', () => {
    expect(planPass(outdated([1, 3, 2, 4], [1, 2, 3], { wanted: 3 }))).to.deep.equal({
      ...NOTHING,
      drain: ['w3'],
    });
    const draining = new Set(['w3']);
    expect(planPass(outdated([1, 3, 2, 4], [1, 2, 3], { wanted: 3, draining }))).to.deep.equal(NOTHING);
  });

  it('drains an outdated master when no slave is outdated', () => {
    expect(planPass(outdated([3, 1, 2], [3], { wanted: 2 })).drain).to.deep.equal(['w3']);
  });

  it('drains nobody while there is no master', () => {
    const leaderless = registrations(['w1', 'w2', 'w3']);
    expect(planPass(outdated([1, 2, 3], [1], { wanted: 2, registrations: leaderless })).drain).to.be.empty;
  });

  it('has an outdated slave go first when fewer are wanted', () => {
    expect(planPass(outdated([1, 2, 3, 4], [1, 2], { wanted: 2 })).drain).to.deep.equal(['w2']);
  });

  it('waits with the next start until the one that is drained has gone, unless it is missing', () => {
    const draining = new Set(['w2']);
    expect(planPass(outdated([1, 2, 3], [1, 2], { wanted: 2, draining })).start).to.equal(0);
    expect(planPass(outdated([1, 3], [1], { wanted: 2 })).start).to.equal(1);
    expect(planPass(outdated([1, 2], [1, 2], { wanted: 2, draining })).start).to.equal(1);
  });

  it('replaces a dead one first of all, and those in its stead', () => {
    const dying = new Set(['w2']);
    expect(planPass(outdated([1, 2, 3], [1, 2, 3], { dying })).drain).to.be.empty;
  });

  it('lets them be while ZooKeeper is away', () => {
    expect(planPass(outdated([1, 2], [1, 2], { registrations: undefined }))).to.deep.equal(NOTHING);
  });
});

describe('The copies that workers can be started on', () => {
  it('are the idle ones', () => {
    expect(freeCopies(world([1]), ['w3', 'w2'])).to.deep.equal(['w3', 'w2']);
  });

  it('are not those of workers that ended, or came up, while the idle ones were listed', () => {
    expect(freeCopies(world([1, 2], { starting: new Set(['w3']) }), ['w4', 'w3', 'w2'])).to.deep.equal([
      'w4',
    ]);
  });

  it('are none while ZooKeeper is away', () => {
    expect(freeCopies(world([1], { registrations: undefined }), ['w2'])).to.be.empty;
  });
});
