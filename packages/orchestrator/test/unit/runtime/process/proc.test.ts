import { expect } from 'chai';
import { identify, isAlive, parseStat } from '../../../../src/runtime/process/proc.ts';

describe('The identity of a process', () => {
  it('is read from the fields behind the name, whatever the name holds', () => {
    const fields = Array.from({ length: 40 }, (_, index) => index + 4).join(' ');
    expect(parseStat(`77 (a) S (b c) R ${fields}\n`)).to.deep.equal({ state: 'R', startTime: 22 });
  });

  it('is not to be had from a broken line', () => {
    expect(parseStat('')).to.be.undefined;
    expect(parseStat('77 (node) S 1 2 3')).to.be.undefined;
  });

  it('stays the same as long as the process runs', () => {
    const identity = identify(process.pid);
    expect(identity).to.deep.equal(identify(process.pid));
    expect(identity && isAlive(identity)).to.be.true;
  });

  it('differs from that of another process that has had the same pid, be it before the last boot', () => {
    const identity = identify(process.pid);
    expect(identity && isAlive({ ...identity, startTime: identity.startTime - 1 })).to.be.false;
    expect(identity && isAlive({ ...identity, bootId: 'another boot' })).to.be.false;
  });

  it('does not exist for a pid that no process can have', () => {
    expect(identify(2 ** 30)).to.be.undefined;
  });
});
