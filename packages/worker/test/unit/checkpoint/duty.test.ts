import { expect } from 'chai';
import type { WorkerInfo } from '@rideshare/dbaas';
import { writesSnapshots } from '../../../src/checkpoint/duty.ts';

function worker(id: string, pid: number, role: WorkerInfo['role'] = 'slave'): WorkerInfo {
  return { id, pid, role, offset: 0 };
}

describe('writesSnapshots', () => {
  const workers = [worker('master', 400, 'master'), worker('low', 100), worker('high', 300)];
  const duty = (known: WorkerInfo[], master?: { id: string }): string[] =>
    known.map(({ id }) => id).filter((id) => writesSnapshots(id, known, master));

  it('chooses the slave with the highest pid', () => {
    expect(duty(workers, { id: 'master' })).to.deep.equal(['high']);
  });

  it('chooses the master when it is alone', () => {
    expect(duty([worker('master', 400, 'master')], { id: 'master' })).to.deep.equal(['master']);
  });

  it('takes for master whom the office names, though its own entry still says slave', () => {
    expect(duty([worker('new', 400), worker('slave', 100)], { id: 'new' })).to.deep.equal(['slave']);
  });

  it('chooses one while nobody is master', () => {
    expect(duty([worker('a', 5), worker('b', 6)])).to.deep.equal(['b']);
  });

  it('never chooses a worker that is not registered', () => {
    expect(writesSnapshots('me', workers, { id: 'master' })).to.equal(false);
  });
});
