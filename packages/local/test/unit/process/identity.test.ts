import { expect } from 'chai';
import { groupMembers, identify, isAlive } from '../../../src/process/identity.ts';
import { signalProcess } from '../../../src/process/stop.ts';

describe('the identity of a process', () => {
  const self = identify(process.pid) ?? { pid: 0, startTime: 0 };
  const earlier = { ...self, startTime: self.startTime - 1 };

  it('is that of the running process', () => {
    expect(self.pid).to.equal(process.pid);
    expect(isAlive(self)).to.equal(true);
  });

  it('is not that of a process that had the same pid before', () => {
    expect(isAlive(earlier)).to.equal(false);
    expect(groupMembers(earlier)).to.deep.equal([]);
  });

  it('keeps a signal from whoever got the pid later', () => {
    expect(signalProcess(earlier, 'SIGKILL')).to.equal(false);
  });

  it('is nobody’s for a pid that no process has', () => {
    expect(identify(2 ** 22 + 1)).to.equal(undefined);
  });
});
