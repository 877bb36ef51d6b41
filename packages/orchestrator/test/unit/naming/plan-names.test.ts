import { expect } from 'chai';
import { planNames, type NamedWorker } from '../../../src/naming/plan-names.ts';

/** Workers by their ids and names; the order of the ids is that of the pids, unless told otherwise. */
function workers(names: Record<string, string>, pids: Record<string, number> = {}): NamedWorker[] {
  return Object.entries(names).map(([id, name], index) => ({ id, name, pid: pids[id] ?? index + 1 }));
}

/** The renames as `id name`, in their order. */
function plan(names: Record<string, string>, master?: string, pids?: Record<string, number>): string[] {
  return planNames(workers(names, pids), master).map(({ id, name }) => `${id} ${name}`);
}

describe('planNames', () => {
  it('names new workers by their roles, slaves by ascending pid', () => {
    const pids = { w1: 30, w2: 20, w3: 10 };
    expect(plan({ w1: 'w1', w2: 'w2', w3: 'w3' }, 'w2', pids)).to.deep.equal([
      'w2 master',
      'w3 slave',
      'w1 slave-2',
    ]);
  });

  it('has nothing to do when everybody is called what they are', () => {
    expect(plan({ w1: 'slave-2', w2: 'master', w3: 'slave' }, 'w2')).to.be.empty;
  });

  it('renames a promoted slave before another one takes its name', () => {
    expect(plan({ w1: 'slave', w2: 'w2' }, 'w1')).to.deep.equal(['w1 master', 'w2 slave']);
  });

  it('lets slaves keep their names, and fills the gaps', () => {
    expect(plan({ w1: 'master', w2: 'slave-3', w3: 'w3', w4: 'w4' }, 'w1')).to.deep.equal([
      'w3 slave',
      'w4 slave-2',
    ]);
  });

  it('takes away a number that is too high for how many there are', () => {
    expect(plan({ w1: 'master', w2: 'slave-3' }, 'w1')).to.deep.equal(['w2 slave']);
  });

  it('swaps two names by way of the id', () => {
    expect(plan({ w1: 'master', w2: 'slave' }, 'w2')).to.deep.equal(['w1 w1', 'w2 master', 'w1 slave']);
  });

  it('renames nobody while no running worker is known to be master', () => {
    expect(plan({ w1: 'w1', w2: 'master' })).to.be.empty;
    expect(plan({ w1: 'w1', w2: 'slave-7' }, 'dead')).to.be.empty;
    expect(plan({}, 'dead')).to.be.empty;
  });

  it('names a lone master', () => {
    expect(plan({ w1: 'slave' }, 'w1')).to.deep.equal(['w1 master']);
  });
});
