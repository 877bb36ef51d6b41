import { expect } from 'chai';
import fc from 'fast-check';
import type { WorkerInfo } from '@rideshare/dbaas';
import { isNextMaster } from '../../../src/election/next-master.ts';

const slave = (pid: number): WorkerInfo => ({ id: `w${pid}`, pid, role: 'slave', offset: 0 });

describe('isNextMaster', () => {
  it('is nobody while a master is in office', () => {
    expect(isNextMaster(slave(1), [slave(1), slave(2)], { id: 'w2' })).to.equal(false);
  });

  it('is nobody else while a live worker still leads, since it takes the office back', () => {
    const leader: WorkerInfo = { ...slave(9), role: 'master' };
    expect(isNextMaster(slave(1), [slave(1), leader], undefined)).to.equal(false);
  });

  it('compares pids as numbers', () => {
    expect(isNextMaster(slave(9), [slave(9), slave(10)], undefined)).to.equal(true);
  });

  it('is exactly one of any set of live slaves: the one with the lowest pid', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 4_194_304 }), { minLength: 1 }), (pids) => {
        const workers = pids.map(slave);
        const next = workers.filter((worker) => isNextMaster(worker, workers, undefined));
        expect(next.map(({ pid }) => pid)).to.deep.equal([Math.min(...pids)]);
      }),
    );
  });
});
